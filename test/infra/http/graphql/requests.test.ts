import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StartDebateDocument } from '../../../../src/cli/generated/graphql.ts';
import { aStartInput } from '../../../resolvers/support/inputs.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { errorsOf, post, send } from '../support/requests.ts';

const QUERY = '{ health { status } }';
const JSON_TYPE = { 'content-type': 'application/json' };
const SECRET = 'cannot read /opt/aragora/.env of sk-live-123';

let server: FakeServer;

beforeAll(async () => {
  server = await fakeServer({ ARAGORA_MAX_BODY_SIZE: '2048' });
});
afterAll(() => server.stop());

function startDebate(body: string, headers: Record<string, string>) {
  return send(`${server.url}/graphql`, { method: 'POST', headers, body });
}

const MUTATION = JSON.stringify({ query: String(StartDebateDocument), variables: { input: aStartInput() } });

async function debates(): Promise<number> {
  return server.world.debates.count(server.world.actor);
}

describe('an unknown or invalid address', () => {
  it.each([
    ['/reset/sk-live-123', 404],
    ['/nowhere?token=sk-live-123', 404],
    ['/%zz-sk-live-123', 400],
  ])('is not repeated in the response: %s', async (path, expected) => {
    const answer = await send(`${server.url}${path}`);
    expect(answer.status).toBe(expected);
    expect(errorsOf(answer)[0]?.message).toMatch(/address/);
    expect(answer.text).not.toContain('sk-live');
  });
});

describe('a GraphQL request', () => {
  it('is answered with JSON', async () => {
    const { status, headers, text } = await post(server.url, QUERY);
    expect([status, JSON.parse(text)]).toEqual([
      200,
      { data: { health: { status: 'HEALTHY' } }, extensions: { cost: { points: expect.any(Number) } } },
    ]);
    expect(headers['content-type']).toMatch(/^application\/(graphql-response\+)?json/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('may query the schema', async () => {
    const { text } = await post(server.url, '{ __schema { queryType { name } } __type(name: "Debate") { kind } }');
    expect(JSON.parse(text)).toMatchObject({
      data: { __schema: { queryType: { name: 'Query' } }, __type: { kind: 'OBJECT' } },
    });
  });

  it.each([
    ['is not GraphQL', '{ health', 'GRAPHQL_PARSE_FAILED'],
    ['asks for an unknown field', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('that %s gets an error in the format of GraphQL', async (_, query, code) => {
    expect(errorsOf(await post(server.url, query)).map((error) => error.code)).toEqual(
      code === undefined ? [] : [code],
    );
  });

  it.each(['not json', '[]', '{"query": 7}', '{}', ''])(
    'with the body %j is a bad request and not a server error',
    async (body) => {
      const { status, text } = await send(`${server.url}/graphql`, { method: 'POST', headers: JSON_TYPE, body });
      expect(status).toBe(400);
      expect(text).not.toMatch(/stack|node_modules/);
    },
  );
});

describe('a request that another web page could have forged', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'because its content type is "%s" has no effect',
    async (type) => {
      const before = await debates();
      const { status } = await startDebate(MUTATION, type === '' ? {} : { 'content-type': type });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(await debates()).toBe(before);
    },
  );

  it('because it is a GET has no effect, even with the header that proves a preflight', async () => {
    const before = await debates();
    const query = 'mutation{cancelDebate(input:{id:"dbt_1"}){userErrors{code}}}';
    for (const headers of [{}, { 'apollo-require-preflight': 'yes' }]) {
      const { status } = await send(`${server.url}/graphql?query=${encodeURIComponent(query)}`, { headers });
      expect([400, 405]).toContain(status);
    }
    expect(await debates()).toBe(before);
  });

  it.each(['text/csv', 'text/event-stream', 'application/json;q=0'])(
    'because it accepts only %s has no effect',
    async (accept) => {
      const before = await debates();
      const answer = await startDebate(MUTATION, { ...JSON_TYPE, accept });
      expect([answer.status, errorsOf(answer)[0]?.code]).toEqual([406, 'BAD_REQUEST']);
      expect(await debates()).toBe(before);
    },
  );
});

describe('a body that is too long', () => {
  const body = JSON.stringify({ query: `{ __typename } # ${'x'.repeat(3_000)}` });

  it('is rejected with 413 and advice', async () => {
    const answer = await send(`${server.url}/graphql`, { method: 'POST', headers: JSON_TYPE, body });
    expect(answer.status).toBe(413);
    expect(errorsOf(answer)[0]?.message).toContain('ARAGORA_MAX_BODY_SIZE');
  });

  it('is rejected also when the request does not state its length', async () => {
    const headers = { ...JSON_TYPE, 'transfer-encoding': 'chunked' };
    const answer = await send(`${server.url}/graphql`, { method: 'POST', headers, body });
    expect(answer.status).toBe(413);
  });
});

describe('the request id', () => {
  it('is taken from the request', async () => {
    const { headers } = await post(server.url, QUERY, { 'x-request-id': 'trace:42.a-b_c' });
    expect(headers['x-request-id']).toBe('trace:42.a-b_c');
  });

  it.each(['has blanks in it', 'x'.repeat(129), 'quote"', ''])(
    'of the request is not used when it is "%s"',
    async (id) => {
      const { headers } = await post(server.url, QUERY, { 'x-request-id': id });
      expect(headers['x-request-id']).toMatch(/^req_[\w-]{36}$/);
    },
  );

  it('is different for every request, and is sent with errors too', async () => {
    const answers = [await post(server.url, QUERY), await post(server.url, '{'), await send(`${server.url}/nothing`)];
    expect(new Set(answers.map(({ headers }) => headers['x-request-id'])).size).toBe(3);
  });
});

describe('a defect', () => {
  it('gives the caller an error id, under which the log has the details', async () => {
    server.agents.list = () => {
      throw new Error(SECRET);
    };
    const answer = await post(server.url, '{ agents { id } }', { 'x-request-id': 'req-of-mine' });
    expect(answer.text).not.toMatch(/sk-live|\/opt|stack|\.ts/);
    const [error] = JSON.parse(answer.text).errors;
    expect(error.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', errorId: expect.stringMatching(/^err_/) });
    const line = server.log.find(({ errorId }) => errorId === error.extensions.errorId);
    expect(line).toMatchObject({ requestId: 'req-of-mine', operation: 'agents', error: { message: SECRET } });
  });
});

describe('a value that GraphQL itself rejects', () => {
  const ask = (query: string, variables: object) =>
    send(`${server.url}/graphql`, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ query, variables }) });

  it.each<[string, string, object]>([
    ['a variable of the wrong type', 'query ($id: ID!) { debate(id: $id) { id } }', { id: [1] }],
    [
      'a variable that is not a value of its enum',
      'query ($o: DebateOrder!) { debates(orderBy: $o) { totalCount } }',
      { o: 'X' },
    ],
    [
      'an argument that is null',
      'query ($o: DebateOrder = OLDEST_FIRST) { debates(orderBy: $o) { totalCount } }',
      { o: null },
    ],
  ])('in the request, such as %s, is BAD_USER_INPUT', async (_, query, variables) => {
    const before = server.log.length;
    expect(errorsOf(await ask(query, variables)).map(({ code }) => code)).toEqual(['BAD_USER_INPUT']);
    expect(server.log).toHaveLength(before);
  });

  it('in the response is a defect: masked, and in the log under its id', async () => {
    const { id } = await server.world.start();
    const debate = Object.assign(await server.world.find(id), { status: 'PAUSED-sk-live-123' });
    const { findMany } = server.world.store;
    server.world.store.findMany = async () => [debate];
    const { text } = await ask('query ($id: ID!) { debate(id: $id) { status } }', { id });
    server.world.store.findMany = findMany;
    expect(text).not.toContain('sk-live');
    const [{ extensions }] = JSON.parse(text).errors;
    expect(extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', errorId: expect.stringMatching(/^err_/) });
    expect(server.log.find(({ errorId }) => errorId === extensions.errorId)).toBeDefined();
  });
});

describe('other addresses', () => {
  it('name the address of GraphQL', async () => {
    const answer = await send(`${server.url}/api/nothing`);
    expect([answer.status, errorsOf(answer)]).toMatchObject([
      404,
      [{ code: 'NOT_FOUND', message: expect.stringContaining('/graphql') }],
    ]);
  });

  it('do not show the landing page of Apollo', async () => {
    const { text } = await send(`${server.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(text).not.toMatch(/<html|apollographql|embeddable/i);
  });
});
