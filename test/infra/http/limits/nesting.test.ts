import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUTHORIZED } from '../../../support/credentials.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { errorsOf, send } from '../support/requests.ts';
import { RawSocket } from '../support/sockets.ts';

let server: FakeServer;
beforeAll(async () => {
  server = await fakeServer();
});
afterAll(() => server.stop());

const list = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const object = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

describe.each([5_000, 100_000])('a body with %i levels is refused before it is parsed', (depth) => {
  it.each([
    ['/graphql', `{"query":"{ health { status } }","variables":{"a":${list(depth)}}}`],
    ['/graphql', `{"query":"{ health { status } }","extensions":{"a":${object(depth)}}}`],
    ['/graphql', list(depth)],
    ['/graphql/stream', `{"query":"{ health { status } }","variables":${object(depth)}}`],
    ['/api/auth/api-key', `{"name":${list(depth)}}`],
    ['/api/auth/api-key', object(depth)],
  ])('at %s', async (path, body) => {
    const headers = { 'content-type': 'application/json' };
    const refused = await send(`${server.url}${path}`, { method: 'POST', headers, body });
    expect([refused.status, errorsOf(refused)]).toEqual([
      400,
      [{ code: 'BAD_REQUEST', message: 'The body is nested deeper than 1000 levels. Send it flatter.' }],
    ]);
  });
});

it('brackets in texts are no levels', async () => {
  const body = JSON.stringify({
    query: '{ node(id: "x") { id } }',
    operationName: '',
    note: `\\"${'['.repeat(5_000)}`,
  });
  const headers = { 'content-type': 'application/json' };
  expect((await send(`${server.url}/graphql`, { method: 'POST', headers, body })).status).toBe(200);
});

describe('a socket is closed with a code for a mistake of the client', () => {
  const subscribe = (id: string) => ({
    type: 'subscribe',
    id,
    payload: { query: 'subscription { debatesChanged { __typename } }' },
  });

  it.each<[string, readonly (object | string)[], number]>([
    ['a ping that is nested deep', [`{"type":"ping","payload":${object(9_000)}}`], 4400],
    [
      'variables that are nested deep',
      [`{"type":"subscribe","id":"1","payload":{"query":"{a}","variables":${object(9_000)}}}`],
      4400,
    ],
    ['an object with the same key twice', ['{"type":"ping","payload":{"a":1,"\\u0061":2}}'], 4400],
    [
      'variables with the same key twice',
      ['{"type":"subscribe","id":"1","payload":{"query":"{a}","variables":{"a":[{"b":1,"b":1}]}}}'],
      4400,
    ],
    ['a long id that is in use', [subscribe('ü'.repeat(3_000)), subscribe('ü'.repeat(3_000))], 4409],
    ['an acknowledgement', [{ type: 'connection_ack' }], 4400],
    ['a result', [{ type: 'next', id: '1', payload: {} }], 4400],
    ['an error', [{ type: 'error', id: '1', payload: [{ message: 'x' }] }], 4400],
    ['an unknown type', [{ type: 'x'.repeat(3_000) }], 4400],
  ])('%s', async (_, messages, code) => {
    const socket = new RawSocket(server.wsUrl);
    await socket.opened;
    socket.send({ type: 'connection_init', payload: AUTHORIZED });
    await socket.next();
    for (const message of messages) socket.send(message);
    const closed = await socket.closed;
    expect(closed).toEqual({ code, reason: expect.stringMatching(/./) });
    expect(JSON.stringify(server.log)).not.toContain('A message of a socket could not be handled');
  });

  it('before it is greeted too', async () => {
    const socket = new RawSocket(server.wsUrl);
    await socket.opened;
    socket.send(`{"type":"connection_init","payload":${list(2_000)}}`);
    expect((await socket.closed).code).toBe(4400);
  });
});
