import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DebatesChangedDocument } from '../../../../src/cli/generated/graphql.ts';
import { eventually } from '../support/eventually.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { errorsOf, send } from '../support/requests.ts';
import { RawSocket } from '../support/sockets.ts';

const MAX_OPERATIONS = 100;

let server: FakeServer;

beforeAll(async () => {
  server = await fakeServer();
});
afterAll(() => server.stop());

describe('a socket with the maximum number of operations', () => {
  const subscribe = (socket: RawSocket, id: string) =>
    socket.send({ type: 'subscribe', id, payload: { query: String(DebatesChangedDocument) } });

  it('has one more rejected, while the others continue', async () => {
    const socket = await new RawSocket(server.wsUrl).greet();
    const ids = Array.from({ length: MAX_OPERATIONS }, (_, at) => `watch-${at}`);
    for (const id of ids) subscribe(socket, id);
    await eventually(() => server.world.bus.listening).toBe(MAX_OPERATIONS);
    subscribe(socket, 'more');
    const payload = [{ extensions: { code: 'LIMIT_REACHED' }, message: expect.stringContaining(`${MAX_OPERATIONS}`) }];
    expect(await socket.nextOf('more')).toMatchObject({ type: 'error', payload });

    const { id: debateId } = await server.world.start();
    const changed = { type: 'next', payload: { data: { debatesChanged: { debateId } } } };
    for (const _ of ids) expect(await socket.next()).toMatchObject(changed);

    socket.send({ type: 'complete', id: 'watch-0' });
    await eventually(() => server.world.bus.listening).toBe(MAX_OPERATIONS - 1);
    subscribe(socket, 'room again');
    await eventually(() => server.world.bus.listening).toBe(MAX_OPERATIONS);
    await socket.close();
    await eventually(() => server.world.bus.listening).toBe(0);
  });

  it('has only the last one rejected when one too many arrive at once', async () => {
    const socket = await new RawSocket(server.wsUrl).greet();
    for (let at = 0; at <= MAX_OPERATIONS; at++) subscribe(socket, `watch-${at}`);
    expect(await socket.nextOf(`watch-${MAX_OPERATIONS}`)).toMatchObject({ type: 'error' });
    await eventually(() => server.world.bus.listening).toBe(MAX_OPERATIONS);
    await socket.close();
    await eventually(() => server.world.bus.listening).toBe(0);
  });

  it('does not limit the operations of other sockets', async () => {
    const [full, other] = [await new RawSocket(server.wsUrl).greet(), await new RawSocket(server.wsUrl).greet()];
    for (let at = 0; at < MAX_OPERATIONS; at++) subscribe(full, `watch-${at}`);
    await eventually(() => server.world.bus.listening).toBe(MAX_OPERATIONS);
    other.send({ type: 'subscribe', id: '1', payload: { query: '{ health { status } }' } });
    expect(await other.next()).toMatchObject({ type: 'next', id: '1' });
    await Promise.all([full.close(), other.close()]);
  });
});

describe('a document with several operations', () => {
  const query = 'query A { __typename } query B { health { status } }';

  it.each([
    ['no operation is named', {}],
    ['the named operation does not exist', { operationName: 'C' }],
  ])('is OPERATION_RESOLUTION_FAILURE over HTTP and on a socket when %s', async (_, named) => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query, ...named });
    const answer = await send(`${server.url}/graphql`, { method: 'POST', headers, body });
    expect(errorsOf(answer).map(({ code }) => code)).toEqual(['OPERATION_RESOLUTION_FAILURE']);

    const socket = await new RawSocket(server.wsUrl).greet();
    socket.send({ type: 'subscribe', id: '1', payload: { query, ...named } });
    const payload = [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }];
    expect(await socket.next()).toMatchObject({ type: 'error', id: '1', payload });
    socket.send({ type: 'subscribe', id: '2', payload: { query, operationName: 'B' } });
    expect(await socket.next()).toMatchObject({ id: '2', payload: { data: { health: { status: 'HEALTHY' } } } });
    await socket.close();
  });
});
