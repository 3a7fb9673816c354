import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import { handleInTurn } from '../../../../src/infra/http/limits/pipelined-requests.ts';
import { BareConnection } from '../support/bare-connection.ts';
import { eventually } from '../support/eventually.ts';

let http: FastifyInstance;
afterEach(() => http.close());

const PIPELINED = ['GET /1', 'GET /2', 'GET /3'].map((line) => `${line} HTTP/1.1\r\nHost: localhost\r\n\r\n`).join('');

/** A server that notes in which turn of the event loop it handles which request. */
async function aServer() {
  const handled: { readonly path: string; readonly turn: number }[] = [];
  let turn = 0;
  const count = () => {
    turn++;
    if (http.server.listening) setImmediate(count);
  };
  http = Fastify();
  handleInTurn(http);
  http.get('/*', async ({ url }) => {
    handled.push({ path: url, turn });
    return url;
  });
  const url = await http.listen({ port: 0, host: '127.0.0.1' });
  count();
  return { url, handled };
}

it('requests that came together are handled in order, each in a turn of its own', async () => {
  const { url, handled } = await aServer();
  const connection = new BareConnection(url, PIPELINED);
  await eventually(() => connection.answer).toMatch(/\/1.*\/2.*\/3$/s);
  connection.destroy();
  expect(handled.map(({ path }) => path)).toEqual(['/1', '/2', '/3']);
  expect(new Set(handled.map(({ turn }) => turn)).size).toBe(3);
});

it('requests of other connections, and later ones of the same, do not wait', async () => {
  const { url, handled } = await aServer();
  const connection = new BareConnection(url, PIPELINED);
  await eventually(() => handled.length).toBe(3);
  connection.write('GET /4 HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const other = new BareConnection(url, 'GET /5 HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await eventually(() => handled.length).toBe(5);
  connection.destroy();
  other.destroy();
});
