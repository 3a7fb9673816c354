import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { Refused } from '../../../../src/infra/agents/refused.ts';
import { send } from '../../../../src/infra/agents/wire/send.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const ask = (url: string) =>
  send({ url, init: { method: 'POST', body: '{}' }, body: {} }, new AbortController().signal).catch(
    (error: unknown) => error,
  );

it.each([
  ['without end', (write: () => void) => void setInterval(write, 5).unref()],
  ['that stops in the middle', (write: () => void) => write()],
])('lets go of a refusal %s', async (_, speak) => {
  const gone = Promise.withResolvers<void>();
  const url = await serve((_request, response) => {
    response.on('close', gone.resolve);
    response.writeHead(400);
    speak(() => void response.write('{"error": "no'));
  });
  expect(await ask(url)).toBeInstanceOf(Refused);
  await gone.promise;
});
