import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { GraphqlSocket } from '../../../../src/infra/http/socket/graphql-socket.ts';
import { MAX_IN_TURN } from '../../../../src/infra/http/socket/message-turns.ts';
import { upgradeHead } from '../support/bare-connection.ts';
import { eventually } from '../support/eventually.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';

const MESSAGES = 320;

let server: FakeServer;
beforeAll(async () => {
  server = await fakeServer();
});
afterAll(() => server.stop());

/** The text as a client sends it in one frame, masked with zeros. */
function frame(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]);
}

it('hundreds of messages that came together are read in many turns', async () => {
  const turns: number[] = [];
  let turn = 0;
  let isOver = false;
  const count = () => {
    turn++;
    if (!isOver) setImmediate(count);
  };
  const handled = vi.spyOn(GraphqlSocket.prototype, 'handle').mockImplementation(() => void turns.push(turn));
  const { hostname, port } = new URL(server.wsUrl);
  const socket = connect(Number(port), hostname).on('error', () => {});
  socket.write(upgradeHead(server.wsUrl, { 'Sec-WebSocket-Protocol': 'graphql-transport-ws' }));
  socket.once('data', () => socket.write(Buffer.concat(Array(MESSAGES).fill(frame('{"type":"ping"}')))));
  count();
  await eventually(() => turns.length).toBe(MESSAGES);
  isOver = true;
  socket.destroy();
  handled.mockRestore();
  expect(new Set(turns).size).toBeGreaterThanOrEqual(MESSAGES / MAX_IN_TURN);
});
