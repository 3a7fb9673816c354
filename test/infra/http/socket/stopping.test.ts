import { describe, expect, it } from 'vitest';
import { PATIENCE } from '../../../support/waiting.ts';
import { BareConnection, upgradeHead } from '../support/bare-connection.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { send } from '../support/requests.ts';

/** Node itself ends a silent connection after at least 30 s. The server waits for it twice, 2 s each time. */
const LESS_THAN_NODE_MS = 25_000;

type Silent = readonly [text: (server: FakeServer) => string, answer: string, at: 'url' | 'wsUrl'];

const PROTOCOL = { 'Sec-WebSocket-Protocol': 'graphql-transport-ws' };
const socketUrl = ({ url }: FakeServer) => `${url.replace(/^http/, 'ws')}/graphql`;

const SILENT: Record<string, Silent> = {
  'never sends a byte': [() => '', '', 'url'],
  'never sends a byte to the other port': [() => '', '', 'wsUrl'],
  'sends half of a request head': [() => 'GET /livez HTTP/1.1\r\nHost: local', '', 'url'],
  'sends half of a request body': [
    () => 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
    '',
    'url',
  ],
  'had its upgrade rejected, and keeps its side open': [
    (server) => upgradeHead(socketUrl(server), { ...PROTOCOL, Origin: 'https://evil.example' }),
    '403 Forbidden',
    'url',
  ],
  'asked for a socket at an unknown path, and keeps its side open': [
    ({ wsUrl }) => upgradeHead(`${wsUrl}/nothing`, PROTOCOL),
    '404 Not Found',
    'wsUrl',
  ],
  'has a socket, and does not answer when it is closed': [
    (server) => upgradeHead(socketUrl(server), PROTOCOL),
    '101 Switching',
    'url',
  ],
  'has a socket on the other port, and does not answer when it is closed': [
    ({ wsUrl }) => upgradeHead(wsUrl, PROTOCOL),
    '101 Switching',
    'wsUrl',
  ],
  'has a socket without a subprotocol, and does not answer when it is closed': [
    ({ wsUrl }) => upgradeHead(wsUrl),
    '101 Switching',
    'wsUrl',
  ],
};

describe.concurrent('a server stops within seconds although a client', () => {
  it.for(Object.entries(SILENT))('%s', async ([, [text, answer, at]], { expect: expectHere, onTestFinished }) => {
    const server = await fakeServer();
    const client = new BareConnection(server[at], text(server));
    onTestFinished(() => client.destroy());
    await client.opened;
    await expectHere.poll(() => client.answer, PATIENCE).toContain(answer);
    // The server has accepted the connection when it answers a later one.
    await send(`${server.url}/livez`);
    await send(server.wsUrl.replace(/^ws/, 'http'));
    const before = performance.now();
    await server.stop();
    expectHere(performance.now() - before).toBeLessThan(LESS_THAN_NODE_MS);
    await expectHere(send(`${server.url}/livez`)).rejects.toThrow('ECONNREFUSED');
  });
});

it('a server without clients stops at once: it stops before a server that has a silent client', async () => {
  const [empty, held] = [await fakeServer(), await fakeServer()];
  const silent = new BareConnection(held.url, '');
  await silent.opened;
  for (const { url } of [empty, held]) await send(`${url}/livez`);
  const stopped: string[] = [];
  await Promise.all([held.stop().then(() => stopped.push('held')), empty.stop().then(() => stopped.push('empty'))]);
  expect(stopped).toEqual(['empty', 'held']);
  silent.destroy();
});
