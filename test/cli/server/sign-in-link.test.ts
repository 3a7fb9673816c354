import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { useToken } from '../../../src/cli/server/credential.ts';
import { signInFragment } from '../../../src/cli/server/sign-in-link.ts';

let server: Server | undefined;
afterEach(() => {
  useToken(undefined);
  server?.close();
});

/** The fragment from a server that gives this response. */
async function fragmentFrom(status: number, body: string): Promise<string> {
  useToken('a-token');
  const listening = createServer((_, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1');
  server = listening;
  await new Promise((resolve) => listening.once('listening', resolve));
  return signInFragment(`http://127.0.0.1:${(listening.address() as AddressInfo).port}`);
}

it('is a fragment with the code', async () => {
  expect(await fragmentFrom(201, '{"code":"abc"}')).toBe('#sign-in=abc');
});

it.each([
  [404, '{"errors":[]}'],
  [200, '<html>a proxy</html>'],
  [200, 'null'],
  [200, '{}'],
])('is empty for the response %d %s, and stops nothing', async (status, body) => {
  expect(await fragmentFrom(status, body)).toBe('');
});
