import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { endWhenGone } from '../../src/infra/http/keep-alive.ts';

const EVERY_MS = 12_000;

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
  endWhenGone(ws as unknown as WebSocket, unread, 30_000);
});
afterEach(() => {
  vi.useRealTimers();
});

it('a client that answers stays', () => {
  vi.advanceTimersByTime(10 * EVERY_MS);
  expect(ws).toMatchObject({ pings: 10, isEnded: false });
});

it('one that does not is ended at the next ping', () => {
  ws.answers = false;
  vi.advanceTimersByTime(2 * EVERY_MS - 1);
  expect(ws.isEnded).toBe(false);
  vi.advanceTimersByTime(1);
  expect(ws).toMatchObject({ pings: 1, isEnded: true });
  expect(vi.getTimerCount()).toBe(0);
});

it('one that has not read what was sent before the ping has longer', () => {
  ws.answers = false;
  unread.writableLength = 1;
  vi.advanceTimersByTime(EVERY_MS + 30_000);
  expect(ws.isEnded).toBe(false);
  ws.emit('pong');
  vi.advanceTimersByTime(3 * EVERY_MS);
  expect(ws.isEnded).toBe(false);
});

it('but not for ever', () => {
  ws.answers = false;
  unread.writableLength = 1;
  vi.advanceTimersByTime(4 * EVERY_MS);
  expect(ws.isEnded).toBe(true);
});

it('nobody is pinged while the socket is being closed', () => {
  ws.readyState = 2;
  vi.advanceTimersByTime(5 * EVERY_MS);
  expect(ws).toMatchObject({ pings: 0, isEnded: false });
});
