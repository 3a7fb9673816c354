import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DebateEventsDocument, DebatesChangedDocument, HealthDocument } from '../../../../src/cli/generated/graphql.ts';
import { eventCursor } from '../../../../src/domain/events/cursor.ts';
import { eventually } from '../support/eventually.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { send } from '../support/requests.ts';
import { aClient, iterate, RawSocket, refusalOf } from '../support/sockets.ts';

const SECRET = 'cannot read /opt/aragora/.env of sk-live-123';
const HEALTH = { type: 'subscribe', payload: { query: '{ health { status } }' } };
const HEALTHY = { type: 'next', payload: { data: { health: { status: 'HEALTHY' } } } };

let server: FakeServer;

beforeAll(async () => {
  server = await fakeServer({ ARAGORA_WS_MAX_MESSAGE_SIZE: '8192' });
});
afterAll(() => server.stop());

function socketAt(path: '/graphql' | '/ws'): string {
  return path === '/ws' ? server.wsUrl : `${server.url.replace(/^http/, 'ws')}/graphql`;
}

/** Subscribes to changes on this socket, so that the test can check whether the subscription is still alive. */
async function subscribed(socket: RawSocket): Promise<void> {
  socket.send({ type: 'subscribe', id: 'watch', payload: { query: String(DebatesChangedDocument) } });
  await eventually(() => server.world.bus.listening).toBe(1);
}

async function seesChange(socket: RawSocket): Promise<void> {
  const { id } = await server.world.start();
  expect(await socket.nextOf('watch')).toMatchObject({
    type: 'next',
    payload: { data: { debatesChanged: { debateId: id } } },
  });
}

describe.each(['/graphql', '/ws'] as const)('a socket at %s', (path) => {
  it('speaks graphql-transport-ws: it answers queries and pings', async () => {
    const socket = await new RawSocket(socketAt(path)).greet();
    socket.send({ ...HEALTH, id: '1' });
    expect(await socket.next()).toMatchObject({ ...HEALTHY, id: '1' });
    expect(await socket.next()).toEqual({ type: 'complete', id: '1' });
    socket.send({ type: 'ping' });
    expect(await socket.next()).toEqual({ type: 'pong' });
    await socket.close();
  });

  it('may query the schema', async () => {
    const socket = await new RawSocket(socketAt(path)).greet();
    socket.send({ type: 'subscribe', id: '1', payload: { query: '{ __schema { queryType { name } } }' } });
    expect(await socket.next()).toMatchObject({ payload: { data: { __schema: { queryType: { name: 'Query' } } } } });
    await socket.close();
  });

  it('is not compressed, even when the client offers compression', async () => {
    const socket = await new RawSocket(socketAt(path), undefined, { perMessageDeflate: true }).greet();
    expect(socket.socket.extensions).toBe('');
    await socket.close();
  });

  it('without a subprotocol gets a message with advice, and is closed with 4406', async () => {
    const socket = new RawSocket(socketAt(path), []);
    const message = expect.stringContaining('wscat -s graphql-transport-ws');
    expect(await socket.next()).toEqual({ type: 'error', message });
    expect(await socket.closed).toEqual({ code: 4406, reason: expect.stringContaining('graphql-transport-ws') });
  });

  it('with other subprotocols is not opened', async () => {
    await expect(new RawSocket(socketAt(path), ['graphql-ws', 'mqtt']).opened).rejects.toThrow('subprotocol');
  });

  it('is closed with 1009 for a message that is too long, and no defect is logged', async () => {
    const shouts = vi.spyOn(console, 'error');
    const socket = await new RawSocket(socketAt(path)).greet();
    socket.send({ ...HEALTH, id: '1', extensions: 'x'.repeat(8_192) });
    expect((await socket.closed).code).toBe(1009);
    expect(shouts).not.toHaveBeenCalled();
  });

  it('is available only at this path', async () => {
    const elsewhere = new RawSocket(`${socketAt(path)}/nothing`);
    await expect(elsewhere.opened).rejects.toThrow('404');
  });
});

describe('an invalid document', () => {
  it.each([
    ['not GraphQL', '{ health', 'GRAPHQL_PARSE_FAILED'],
    ['empty', '', 'GRAPHQL_PARSE_FAILED'],
    ['about an unknown field', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['too long for the parser', `{ ${'a '.repeat(2_000)}`, 'GRAPHQL_PARSE_FAILED'],
    ['without an operation', 'fragment F on Health { status }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('that is %s ends its own operation, and no other on the socket', async (_, query, code) => {
    const socket = await new RawSocket(socketAt('/graphql')).greet();
    await subscribed(socket);
    socket.send({ type: 'subscribe', id: 'wrong', payload: { query } });
    const answer = await socket.next();
    expect(answer).toMatchObject({ type: 'error', id: 'wrong', payload: [{ extensions: { code } }] });
    await seesChange(socket);
    await socket.close();
  });

  it('with a variable of the wrong type ends its own operation too', async () => {
    const socket = await new RawSocket(socketAt('/graphql')).greet();
    await subscribed(socket);
    const payload = {
      query: 'subscription ($id: ID!) { debateEvents(debateId: $id) { seq } }',
      variables: { id: [1] },
    };
    socket.send({ type: 'subscribe', id: 'wrong', payload });
    expect(await socket.next()).toMatchObject({
      id: 'wrong',
      payload: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    });
    await seesChange(socket);
    await socket.close();
  });
});

describe('a rejected subscription', () => {
  it.each([
    ['of an unknown debate', () => ({ debateId: 'dbt_none' }), 'NOT_FOUND'],
    [
      'with a cursor of another debate',
      (debateId: string) => ({ debateId, after: eventCursor('dbt_none', 1) }),
      'BAD_CURSOR',
    ],
    [
      'with a cursor ahead of the debate',
      (debateId: string) => ({ debateId, after: eventCursor(debateId, 99) }),
      'BAD_CURSOR',
    ],
  ])('%s gets an error, and the socket stays open', async (_, variablesOf, code) => {
    const { id } = await server.world.start();
    const client = aClient(server.url);
    const [refused] = await refusalOf(refusedEvents(client, variablesOf(id)));
    expect(refused?.code).toBe(code);
    expect(refused?.message).toMatch(/\w+ \w+/);
    const { value } = await iterate(client, HealthDocument).next();
    expect(value?.data).toMatchObject({ health: { status: 'HEALTHY' } });
    await client.dispose();
  });

  /** graphql-ws sends an error at the start as a result with errors, and an error of the source as an error message. */
  async function* refusedEvents(client: ReturnType<typeof aClient>, variables: object) {
    for await (const { data, errors } of iterate(client, DebateEventsDocument, variables as { debateId: string })) {
      if (errors) throw errors;
      yield data;
    }
  }
});

describe('a defect', () => {
  it('is masked in a result, and the log has the details', async () => {
    const socket = await new RawSocket(socketAt('/ws')).greet();
    server.agents.list = () => {
      throw new Error(SECRET);
    };
    socket.send({ type: 'subscribe', id: '1', payload: { query: '{ agents { id } }' } });
    const answer = await socket.next();
    expect(JSON.stringify(answer)).not.toMatch(/sk-live|\/opt|stack/);
    const { errors } = answer.payload as { errors: { extensions: { code: string; errorId: string } }[] };
    expect(errors[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    const line = server.log.find(({ errorId }) => errorId === errors[0]?.extensions.errorId);
    expect(line).toMatchObject({
      requestId: expect.stringMatching(/^req_/),
      operation: 'agents',
      socket: expect.any(Number),
      error: { message: SECRET },
    });
    await socket.close();
  });

  it('in the source of a subscription is masked, and ends only this subscription', async () => {
    const { id } = await server.world.start();
    const socket = await new RawSocket(socketAt('/graphql')).greet();
    await subscribed(socket);
    const { read, last } = server.world.log;
    const fail = async () => {
      throw new Error(SECRET);
    };
    Object.assign(server.world.log, { read: fail, last: fail });
    socket.send({
      type: 'subscribe',
      id: 'broken',
      payload: { query: String(DebateEventsDocument), variables: { debateId: id } },
    });
    const answer = await socket.next();
    expect(answer).toMatchObject({
      type: 'error',
      id: 'broken',
      payload: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
    expect(JSON.stringify(answer)).not.toMatch(/sk-live|\/opt|stack/);
    Object.assign(server.world.log, { read, last });
    await seesChange(socket);
    await socket.close();
  });
});

describe('closing a socket', () => {
  it('ends its subscriptions', async () => {
    const socket = await new RawSocket(socketAt('/graphql')).greet();
    await subscribed(socket);
    await socket.close();
    await eventually(() => server.world.bus.listening).toBe(0);
  });

  it('lowers the number of active connections', async () => {
    const open = async () =>
      /^aragora_ws_connections_active (\d+)$/m.exec((await send(`${server.url}/metrics`)).text)?.[1];
    await eventually(open).toBe('0');
    const sockets = [new RawSocket(socketAt('/graphql')), new RawSocket(socketAt('/ws'))];
    await Promise.all(sockets.map((socket) => socket.opened));
    await eventually(open).toBe('2');
    await Promise.all(sockets.map((socket) => socket.close()));
    await eventually(open).toBe('0');
  });
});
