import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { Batch } from './batch.ts';
import { idWithin } from './frame.ts';
import type { Sink } from './sink.ts';

/** It did not read: connect again and go on after the cursor in the reason. */
const TOO_SLOW = 4410;
/** What is still in its buffers may be read for so long. */
const GRACE_MS = 5_000;
const NOTHING = new Uint8Array();

/** One operation of a WebSocket. */
export class SocketSink implements Sink {
  private readonly ws: WebSocket;
  private readonly socket: Socket;
  private readonly id: Buffer;

  /** `socket` is what `ws` speaks through, uncompressed: whole frames go around it, between its own. */
  constructor(ws: WebSocket, socket: Socket, id: string) {
    this.ws = ws;
    this.socket = socket;
    this.id = idWithin(id);
  }

  get isOpen(): boolean {
    return this.ws.readyState === WebSocket.OPEN;
  }

  get unread(): number {
    return this.socket.writableLength;
  }

  write(batch: Batch): void {
    batch.writeTo(this.socket, this.id);
  }

  whenRead(callback: () => void): void {
    // 'drain' would not come below the socket's own mark.
    this.socket.write(NOTHING, () => callback());
  }

  cutOff(cursor: string | undefined): void {
    // For one of its operations it was closed already.
    if (!this.isOpen) return;
    this.ws.close(TOO_SLOW, `Too slow.${cursor === undefined ? '' : ` Go on after ${cursor}`}`);
    const late = setTimeout(() => this.ws.terminate(), GRACE_MS);
    this.ws.once('close', () => clearTimeout(late));
  }
}
