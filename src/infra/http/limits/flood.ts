import type { WebSocket } from 'ws';
import { nowMs } from '../now-ms.ts';

const TOO_MANY_MESSAGES = 4429;
const WINDOW_MS = 10_000;
/** Of one socket in ten seconds: pings, pongs and whatever a client may send. A socket's operations are a tenth of it. */
const MAX_MESSAGES = 1_000;
/** How long the reason has to get to the client before the connection is ended. */
const LAST_WORD_MS = 1_000;

/** Closes a socket whose client sends without end. What it sends may cost little, but it is read and answered one by one. */
export class FloodGate {
  private readonly ws: WebSocket;
  private since = nowMs();
  private count = 0;

  constructor(ws: WebSocket) {
    this.ws = ws;
  }

  /** Counts another message. */
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
    ws.close(TOO_MANY_MESSAGES, 'Too many messages in a short time.');
    // What it has sent already is not even read.
    ws.pause();
    setTimeout(() => ws.terminate(), LAST_WORD_MS).unref();
  }
}
