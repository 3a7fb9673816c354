import type { WebSocket } from 'ws';
import { nowMs } from '../now-ms.ts';
import { CLOSE_CODES } from '../socket/close-codes.ts';

const WINDOW_MS = 10_000;
/** Messages, pings and pongs of one socket in a window. It may hold a tenth as many operations. */
const MAX_MESSAGES = 1_000;
/** Time for the close frame to reach the client before the connection is ended. */
const CLOSE_FRAME_MS = 1_000;

/** Closes a socket whose client floods it. Each message may cost little, but each is read and handled. */
export class FloodGate {
  private readonly ws: WebSocket;
  private since = nowMs();
  private count = 0;

  constructor(ws: WebSocket) {
    this.ws = ws;
  }

  /** Whether the client has flooded the socket, which is read no more. */
  get isShut(): boolean {
    return this.count > MAX_MESSAGES;
  }

  /** Counts a message. */
  pass(): void {
    const at = nowMs();
    if (at - this.since > WINDOW_MS) {
      this.since = at;
      this.count = 0;
    }
    if (++this.count === MAX_MESSAGES + 1) this.shut();
  }

  private shut(): void {
    const { ws } = this;
    ws.close(CLOSE_CODES.TOO_MANY_MESSAGES.code, 'Too many messages in a short time.');
    // What the client has sent already is not read.
    ws.pause();
    setTimeout(() => ws.terminate(), CLOSE_FRAME_MS).unref();
  }
}
