import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { AgentsDocument } from '../../../src/cli/generated/graphql.ts';
import { request } from '../../../src/cli/server/api.ts';
import { post } from '../../../src/cli/server/http.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function answering(listener: RequestListener): Promise<string> {
  const listening = createServer(listener).listen(0, '127.0.0.1');
  server = listening;
  await new Promise((resolve) => listening.once('listening', resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

it('sends headers and body, and returns status and text', async () => {
  const url = await answering((incoming, response) => {
    let body = '';
    incoming.on('data', (chunk) => (body += chunk));
    incoming.on('end', () => response.writeHead(418).end(`${incoming.method} ${incoming.headers['x-a']} ${body}`));
  });
  expect(await post(url, { headers: { 'x-a': 'b' }, body: 'ä', timeoutMs: 10_000 })).toMatchObject({
    ...{ status: 418, text: 'POST b ä' },
  });
});

it('a response that does not arrive in time is an error', async () => {
  const url = await answering((_, response) => response.writeHead(200).write('{'));
  await expect(post(url, { headers: {}, timeoutMs: 50 })).rejects.toThrow();
});

it('a redirect is not followed: the message names its address', async () => {
  const url = await answering((_, response) => response.writeHead(308, { location: 'https://other.example/' }).end());
  await expect(request(url, AgentsDocument, {})).rejects.toThrow(
    `${url} redirects to https://other.example/. Set ARAGORA_URL`,
  );
});

it('a server that refuses the connection is named, with the reason', async () => {
  await expect(request('http://localhost:1', AgentsDocument, {})).rejects.toThrow(
    /^No response from http:\/\/localhost:1\/graphql: .*ECONNREFUSED.*\. Is the server running\?$/,
  );
});
