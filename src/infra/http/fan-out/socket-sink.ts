import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { CLOSE_CODES } from '../socket/close-codes.ts';
import type { Batch } from './batch.ts';
import { idWithin } from './frame.ts';
import type { Sink } from './sink.ts';
import type { CompletionListener, Subscriber } from './subscriber.ts';

/** Time for a slow client to read what is still in its buffers. */
const GRACE_MS = 5_000;
const NOTHING = new Uint8Array();

/** A WebSocket, which may carry several operations. */
export interface SharedSocket {
  readonly ws: WebSocket;
  /** The uncompressed TCP socket under `ws`: shared frames are written to it between those of `ws`. */
  readonly socket: Socket;
  /** Tells the client that its operation has ended, or failed with an error. */
  end(id: string, subscriber: Subscriber, failure?: { readonly error: unknown }): void;
}

/** The sink of one operation on a WebSocket. */
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
    // There is no 'drain' event while less is buffered than the high-water mark of the socket.
    this.shared.socket.write(NOTHING, () => callback());
  }

  cutOff(cursor: string | undefined): void {
    // Another operation of the socket has closed it already.
    if (!this.isOpen) return;
    const { ws } = this.shared;
    ws.close(CLOSE_CODES.TOO_SLOW.code, `Too slow.${cursor === undefined ? '' : ` Go on after ${cursor}`}`);
    const late = setTimeout(() => ws.terminate(), GRACE_MS);
    ws.once('close', () => clearTimeout(late));
  }

  hasEnded(subscriber: Subscriber): void {
    this.shared.end(this.id, subscriber);
  }

  hasFailed(subscriber: Subscriber, error: unknown): void {
    this.shared.end(this.id, subscriber, { error });
  }
}
