import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { Batch } from './batch.ts';
import { idWithin } from './frame.ts';
import type { Sink } from './sink.ts';
import type { CompletionListener, Subscriber } from './subscriber.ts';

/** It did not read: connect again and go on after the cursor in the reason. */
const TOO_SLOW = 4410;
/** What is still in its buffers may be read for so long. */
const GRACE_MS = 5_000;
const NOTHING = new Uint8Array();

/** A WebSocket, which may have several operations. */
export interface SharedSocket {
  readonly ws: WebSocket;
  /** What `ws` speaks through, uncompressed: whole frames go around it, between its own. */
  readonly socket: Socket;
  /** Tells the client that its operation has ended, or failed with this. */
  end(id: string, member: Subscriber, failure?: { readonly error: unknown }): void;
}

/** One operation of a WebSocket. */
export class SocketSink implements Sink, CompletionListener {
  private readonly shared: SharedSocket;
  private readonly id: string;
  private readonly idBytes: Buffer;

  constructor(shared: SharedSocket, id: string) {
    this.shared = shared;
    this.id = id;
    this.idBytes = idWithin(id);
  }

  get isOpen(): boolean {
    return this.shared.ws.readyState === WebSocket.OPEN;
  }

  get unread(): number {
    return this.shared.socket.writableLength;
  }

  write(batch: Batch): void {
    batch.writeTo(this.shared.socket, this.idBytes);
  }

  whenRead(callback: () => void): void {
    // 'drain' would not come below the socket's own mark.
    this.shared.socket.write(NOTHING, () => callback());
  }

  cutOff(cursor: string | undefined): void {
    // For one of its operations it was closed already.
    if (!this.isOpen) return;
    const { ws } = this.shared;
    ws.close(TOO_SLOW, `Too slow.${cursor === undefined ? '' : ` Go on after ${cursor}`}`);
    const late = setTimeout(() => ws.terminate(), GRACE_MS);
    ws.once('close', () => clearTimeout(late));
  }

  hasEnded(member: Subscriber): void {
    this.shared.end(this.id, member);
  }

  hasFailed(member: Subscriber, error: unknown): void {
    this.shared.end(this.id, member, { error });
  }
}
