import { setImmediate as turn } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { MAX_IN_TURN, MessageTurns } from '../../../../src/infra/http/socket/message-turns.ts';

function aSocket() {
  const ws = { OPEN: 1 as const, readyState: 1 as 0 | 1 | 2 | 3, pause: vi.fn(), resume: vi.fn() };
  const read: string[] = [];
  const gate = { isShut: false };
  const turns = new MessageTurns(ws as never, gate, (data) => void read.push(String(data)));
  const send = (from: number, to: number) => {
    for (let nth = from; nth < to; nth++) turns.take(Buffer.from(`${nth}`));
  };
  return { ws, gate, read, send };
}

const numbers = (to: number) => Array.from({ length: to }, (_, nth) => `${nth}`);

it('few messages that come together are read at once', () => {
  const { ws, read, send } = aSocket();
  send(0, MAX_IN_TURN);
  expect(read).toEqual(numbers(MAX_IN_TURN));
  expect(ws.pause).not.toHaveBeenCalled();
});

it('many are read in order, in several turns, while the connection is not read', async () => {
  const { ws, read, send } = aSocket();
  const total = 5 * MAX_IN_TURN + 3;
  send(0, total - 1);
  const lengths = [read.length];
  for (let nth = 0; read.length < total - 1 && nth < 20; nth++) {
    await turn();
    if (nth === 1) send(total - 1, total);
    lengths.push(read.length);
  }
  await turn();
  expect(read).toEqual(numbers(total));
  const most = Math.max(...lengths.map((length, at) => length - (lengths[at - 1] ?? 0)));
  expect(most).toBeLessThanOrEqual(MAX_IN_TURN);
  expect([ws.pause.mock.calls.length, ws.resume.mock.calls.length]).toEqual([1, 1]);
});

it('those of a socket that is closed meanwhile are not read, but its close frame is', async () => {
  const { ws, read, send } = aSocket();
  send(0, 3 * MAX_IN_TURN);
  ws.readyState = 2;
  await turn();
  send(0, MAX_IN_TURN);
  await turn();
  expect(read).toHaveLength(MAX_IN_TURN);
  expect(ws.resume).toHaveBeenCalledOnce();
});

it('a socket that is shut for its flood stays paused', async () => {
  const { ws, gate, send } = aSocket();
  send(0, 3 * MAX_IN_TURN);
  gate.isShut = true;
  ws.readyState = 2;
  for (const _ of [1, 2, 3]) await turn();
  expect(ws.resume).not.toHaveBeenCalled();
});
