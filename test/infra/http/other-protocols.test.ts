import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeServer, fakeServer } from './support/fake-server.ts';
import { post, send } from './support/requests.ts';

let server: FakeServer;

beforeAll(async () => {
  server = await fakeServer();
});
afterAll(() => server.stop());

describe.each(['h2c', 'H2C', 'TLS/1.3', 'foo, h2c'])('a client that offers an upgrade to %s', (upgrade) => {
  const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade, 'http2-settings': 'AAMAAABkAAQAAP__' };

  it('is answered over HTTP/1, and does not reach the sockets', async () => {
    const health = await send(`${server.url}/api/health`, { headers });
    expect([health.status, JSON.parse(health.text)]).toMatchObject([200, { status: 'healthy' }]);
    const { status, text } = await post(server.url, '{ health { status } }', headers);
    expect([status, JSON.parse(text)]).toMatchObject([200, { data: { health: { status: 'HEALTHY' } } }]);
    expect((await send(server.wsUrl.replace(/^ws/, 'http'), { headers })).text).toContain('"errors"');
  });
});
