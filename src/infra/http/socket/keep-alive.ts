import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { nowMs } from '../now-ms.ts';

const PING_EVERY_MS = 12_000;
/** Pings of one turn: those who came together are due together, and everything else would wait for all of them. */
const SHARE = 50;
/** Those that are due within so short a time are pinged together. */
const MIN_WAIT_MS = 20;

/** A socket whose client is pinged. The times are of `nowMs`. */
export interface Pinged {
  readonly ws: Pick<WebSocket, 'ping' | 'terminate'> & { readonly OPEN: number; readonly readyState: number };
  /** What `ws` speaks through. */
  readonly socket: Pick<Socket, 'writableLength'>;
  /** When the next ping is due. */
  pingAt: number;
  /** When the ping was sent that the client has not answered; undefined when it has answered all. */
  unansweredSince: number | undefined;
}

/**
 * Pings clients, and ends a connection when no answer comes until the next ping. While something waits in memory to be
 * read, the ping waits behind it: such a client is slow rather than gone, and has `slowMs` to answer.
 */
export class KeepAlive<T extends Pinged> {
  private readonly slowMs: number;
  /** In the order in which they are due, as the wait is the same for each. */
  private readonly pinged = new Set<T>();
  private looking: NodeJS.Timeout | undefined;

  constructor(slowMs: number) {
    this.slowMs = slowMs;
  }

  /** Those whose connections have not ended. */
  get all(): ReadonlySet<T> {
    return this.pinged;
  }

  add(one: T): void {
    this.putLast(one, nowMs());
    this.looking ??= setTimeout(this.look, PING_EVERY_MS);
  }

  remove(one: T): void {
    this.pinged.delete(one);
    if (this.pinged.size === 0) this.lookIn(undefined);
  }

  private readonly look = (): void => {
    const at = nowMs();
    let looked = 0;
    let waitMs: number | undefined;
    for (const one of this.pinged) {
      if (one.pingAt > at) waitMs = Math.max(MIN_WAIT_MS, one.pingAt - at);
      else if (looked++ === SHARE) waitMs = 1;
      if (waitMs !== undefined) break;
      this.pinged.delete(one);
      this.putLast(one, at);
      this.ping(one, at);
    }
    this.lookIn(waitMs);
  };

  private lookIn(waitMs: number | undefined): void {
    clearTimeout(this.looking);
    this.looking = waitMs === undefined ? undefined : setTimeout(this.look, waitMs);
  }

  private putLast(one: T, at: number): void {
    one.pingAt = at + PING_EVERY_MS;
    this.pinged.add(one);
  }

  private ping(one: T, at: number): void {
    const { ws, socket, unansweredSince } = one;
    if (ws.readyState !== ws.OPEN) return;
    if (unansweredSince === undefined) {
      one.unansweredSince = at;
      ws.ping();
      return;
    }
    const isSlow = socket.writableLength > 0 && at - unansweredSince < this.slowMs;
    if (!isSlow) ws.terminate();
  }
}
