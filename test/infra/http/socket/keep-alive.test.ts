import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { GraphqlSocket } from '../../../../src/infra/http/socket/graphql-socket.ts';
import { KeepAlive, type Pinged } from '../../../../src/infra/http/socket/keep-alive.ts';

const EVERY_MS = 12_000;
const NEW = { pingAt: 0, unansweredSince: undefined };

class ToySocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  pings = 0;
  isEnded = false;
  answers = true;

  ping(): void {
    this.pings++;
    if (this.answers) this.emit('pong');
  }

  terminate(): void {
    this.isEnded = true;
    this.emit('close');
  }
}

let ws: ToySocket;
let unread: { writableLength: number };
beforeEach(() => {
  vi.useFakeTimers();
  ws = new ToySocket();
  unread = { writableLength: 0 };
  const keepAlive = new KeepAlive<GraphqlSocket>(30_000);
  const home = { logger: pino({ level: 'silent' }), tell: () => ({ message: '' }) };
  const onClosed = (socket: GraphqlSocket) => keepAlive.remove(socket);
  const request = { socket: unread } as IncomingMessage;
  keepAlive.add(new GraphqlSocket(ws as unknown as WebSocket, request, null, { ...home, onClosed }));
});
afterEach(() => {
  vi.useRealTimers();
});

it('a client that answers pings stays connected', () => {
  vi.advanceTimersByTime(10 * EVERY_MS);
  expect(ws).toMatchObject({ pings: 10, isEnded: false });
});

it('a client that does not answer is disconnected at the next ping', () => {
  ws.answers = false;
  vi.advanceTimersByTime(2 * EVERY_MS - 1);
  expect(ws.isEnded).toBe(false);
  vi.advanceTimersByTime(1);
  expect(ws).toMatchObject({ pings: 1, isEnded: true });
  expect(vi.getTimerCount()).toBe(0);
});

it('a client that has not yet read the data before the ping gets more time', () => {
  ws.answers = false;
  unread.writableLength = 1;
  vi.advanceTimersByTime(EVERY_MS + 30_000);
  expect(ws.isEnded).toBe(false);
  ws.emit('pong');
  vi.advanceTimersByTime(3 * EVERY_MS);
  expect(ws.isEnded).toBe(false);
});

it('a client that never reads is disconnected in the end', () => {
  ws.answers = false;
  unread.writableLength = 1;
  vi.advanceTimersByTime(4 * EVERY_MS);
  expect(ws.isEnded).toBe(true);
});

it('no ping is sent while the socket is being closed', () => {
  ws.readyState = 2;
  vi.advanceTimersByTime(5 * EVERY_MS);
  expect(ws).toMatchObject({ pings: 0, isEnded: false });
});

describe('many clients that connected together', () => {
  const MANY = 1_000;
  let keepAlive: KeepAlive<Pinged>;
  let crowd: Pinged[];
  let pings: number[];

  beforeEach(() => {
    keepAlive = new KeepAlive(30_000);
    pings = Array.from({ length: MANY }, () => 0);
    crowd = pings.map((_, place) => {
      const ping = () => {
        pings[place] = (pings[place] ?? 0) + 1;
        pinged.unansweredSince = undefined;
      };
      const pinged: Pinged = { ws: { OPEN: 1, readyState: 1, ping, terminate: () => {} }, socket: unread, ...NEW };
      keepAlive.add(pinged);
      return pinged;
    });
  });

  it('are pinged once in each period, and never all in one turn', () => {
    vi.advanceTimersByTime(EVERY_MS);
    const pinged = pings.reduce((sum, count) => sum + count, 0);
    expect(pinged).toBeGreaterThan(0);
    expect(pinged).toBeLessThan(MANY / 10);
    vi.advanceTimersByTime(EVERY_MS / 2);
    expect(pings).toEqual(pings.map(() => 1));
    vi.advanceTimersByTime(3 * EVERY_MS);
    expect(pings).toEqual(pings.map(() => 4));
  });

  it('are pinged until they leave', () => {
    for (const one of crowd.slice(1)) keepAlive.remove(one);
    vi.advanceTimersByTime(3.5 * EVERY_MS);
    expect(pings).toEqual(pings.map((_, place) => (place === 0 ? 3 : 0)));
    for (const one of crowd) keepAlive.remove(one);
    vi.advanceTimersByTime(EVERY_MS);
    expect(pings[0]).toBe(3);
  });
});
