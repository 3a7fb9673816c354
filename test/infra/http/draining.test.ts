import { expect, it, vi } from 'vitest';
import { BareConnection } from './support/bare-connection.ts';
import { fakeServer } from './support/fake-server.ts';
import { post, send } from './support/requests.ts';
import { RawSocket } from './support/sockets.ts';

it('a draining server is alive and not ready, and says that it is draining', async () => {
  const server = await fakeServer();
  const ready = await send(`${server.url}/readyz`);
  expect([ready.status, ready.text]).toEqual([200, 'database: ok\n']);
  server.system.drain();
  const drained = await send(`${server.url}/readyz`);
  expect([drained.status, drained.text]).toEqual([503, 'draining\n']);
  expect((await send(`${server.url}/livez`)).status).toBe(200);
  expect(JSON.parse((await send(`${server.url}/api/health?detail`)).text)).toMatchObject({ draining: true });
  expect((await post(server.url, '{ health { status } }')).status).toBe(200);
  await server.stop();
});

it('a server that is not announced yet is alive and not ready', async () => {
  const server = await fakeServer({}, undefined, undefined, 'STARTING');
  const early = await send(`${server.url}/readyz`);
  expect([early.status, early.text]).toEqual([503, 'starting\n']);
  expect((await send(`${server.url}/livez`)).status).toBe(200);
  server.system.ready();
  expect((await send(`${server.url}/readyz`)).status).toBe(200);
  await server.stop();
});

it('a stopping server tells its sockets to reconnect, and releases its ports', async () => {
  const server = await fakeServer();
  const sockets = [server.wsUrl, `${server.url.replace(/^http/, 'ws')}/graphql`].map((url) => new RawSocket(url));
  await Promise.all(sockets.map((socket) => socket.greet()));
  await server.stop();
  for (const socket of sockets) expect((await socket.closed).code).toBe(1001);
  await expect(send(`${server.url}/livez`)).rejects.toThrow('ECONNREFUSED');
});

it('a stopping server refuses a request on an open connection with a code, in the media type that its client accepts', async () => {
  const server = await fakeServer();
  const type = 'application/graphql-response+json';
  const head = `GET /graphql?query={__typename} HTTP/1.1\r\nHost: localhost\r\nAccept: ${type}\r\n`;
  const connection = new BareConnection(server.url, head);
  await connection.opened;
  // The server has seen that the request has begun, when it has answered another one.
  await send(`${server.url}/livez`);
  const stopped = server.stop();
  // The port is closed once the server has begun to stop.
  await vi.waitFor(() => expect(send(`${server.url}/livez`)).rejects.toThrow('ECONNREFUSED'));
  connection.write('\r\n');
  await connection.ended;
  expect(connection.answer).toMatch(/^HTTP\/1.1 503 /);
  expect(connection.answer).toContain(`content-type: ${type}; charset=utf-8`);
  expect(connection.answer).toContain('"code":"UNAVAILABLE"');
  await stopped;
});
