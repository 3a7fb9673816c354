import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { nowMs } from '../now-ms.ts';

const PING_EVERY_MS = 12_000;
/** Pings sent at a time: sockets that were opened together are due together, and would hold up everything else. */
const SHARE = 50;
/** Sockets due within so short a time are pinged together. */
const MIN_WAIT_MS = 20;

/** A socket whose client is pinged. The times are of `nowMs`. */
export interface Pinged {
  readonly ws: Pick<WebSocket, 'ping' | 'terminate'> & { readonly OPEN: number; readonly readyState: number };
  /** The TCP socket under `ws`. */
  readonly socket: Pick<Socket, 'writableLength'>;
  /** When the next ping is due. */
  pingAt: number;
  /** When the ping was sent that has no pong yet; undefined when every ping has one. */
  unansweredSince: number | undefined;
}

/**
 * Pings clients, and ends a connection without a pong until the next ping. A ping waits behind unread bytes: a client that
 * has some is slow rather than gone, and has `slowMs` for its pong.
 */
export class KeepAlive<T extends Pinged> {
  private readonly slowMs: number;
  /** In the order in which they are due: the interval is the same for all. */
  private readonly pinged = new Set<T>();
  private timer: NodeJS.Timeout | undefined;

  constructor(slowMs: number) {
    this.slowMs = slowMs;
  }

  /** The sockets that are open. */
  get all(): ReadonlySet<T> {
    return this.pinged;
  }

  add(one: T): void {
    this.putLast(one, nowMs());
    this.timer ??= setTimeout(this.pingDue, PING_EVERY_MS);
  }

  remove(one: T): void {
    this.pinged.delete(one);
    if (this.pinged.size === 0) this.schedule(undefined);
  }

  private readonly pingDue = (): void => {
    const at = nowMs();
    let count = 0;
    let waitMs: number | undefined;
    for (const one of this.pinged) {
      if (one.pingAt > at) waitMs = Math.max(MIN_WAIT_MS, one.pingAt - at);
      else if (count++ === SHARE) waitMs = 1;
      if (waitMs !== undefined) break;
      this.pinged.delete(one);
      this.putLast(one, at);
      this.ping(one, at);
    }
    this.schedule(waitMs);
  };

  private schedule(waitMs: number | undefined): void {
    clearTimeout(this.timer);
    this.timer = waitMs === undefined ? undefined : setTimeout(this.pingDue, waitMs);
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
