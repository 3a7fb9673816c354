import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A provider of language models that rejects every call, and repeats the whole request in its error message. */
export async function anEchoingProvider() {
  const seen: string[] = [];
  const server = createServer(async (request, response) => {
    const said = `${request.url} ${JSON.stringify(request.headers)} ${await text(request)}`;
    seen.push(said);
    const error = { type: 'authentication_error', message: `Incorrect API key provided: ${said}` };
    response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}
