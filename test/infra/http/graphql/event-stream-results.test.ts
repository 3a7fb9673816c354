import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { only, paced } from '../../../../src/infra/http/graphql/event-stream-results.ts';

const MUCH = 'x'.repeat(20_000_000);
const server = createServer();
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

it('a client that does not read is sent no more results, and is disconnected in time', async () => {
  const { promise, resolve } = Promise.withResolvers<ServerResponse>();
  server.on('request', (_request, response) => resolve(response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const reader = connect((server.address() as AddressInfo).port, '127.0.0.1').pause();
  reader.on('error', () => {});
  reader.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  const response = await promise;
  response.write(MUCH);
  const results = paced(only({ data: { read: true } }), response, 50);
  await results.next();
  expect(response.destroyed).toBe(true);
  reader.destroy();
});
