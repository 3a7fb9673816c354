import { expect, it } from 'vitest';
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

it('a stopping server tells its sockets to reconnect, and releases its ports', async () => {
  const server = await fakeServer();
  const sockets = [server.wsUrl, `${server.url.replace(/^http/, 'ws')}/graphql`].map((url) => new RawSocket(url));
  await Promise.all(sockets.map((socket) => socket.greet()));
  await server.stop();
  for (const socket of sockets) expect((await socket.closed).code).toBe(1001);
  await expect(send(`${server.url}/livez`)).rejects.toThrow('ECONNREFUSED');
});
