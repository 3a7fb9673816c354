import { ApolloServer } from '@apollo/server';
import { getOperationAST, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Debates } from '../../../../src/domain/debates/debates.ts';
import { documentedOperations } from '../../../support/documented-operations.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { type Request, send } from '../support/requests.ts';

const QUERIES = documentedOperations()
  .map(({ file, text }) => ({ file, query: text }))
  .filter(({ query }) => getOperationAST(parse(query))?.operation === 'query')
  .map(({ file, query }) => ({ file, query, variables: JSON.parse(/^# variables: (.*)$/m.exec(query)?.[1] ?? '{}') }));
const TIMES = 5;
/** Only graphql-js knows the types that `node` returns, and that an input takes exactly one field. */
const NEVER_COMPILED = ['system/node.graphql', 'system/nodes.graphql', 'usage/usage.graphql'];
/** A query is compiled when it arrives for the third time. */
const BY_APOLLO = 2;

const WINDOW = '{lastDays: 1, days: {from: "2026-01-01"}}';
const TWO = { lastDays: 1, days: { from: '2026-01-01' } };

let server: FakeServer;
const apollo = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');

beforeAll(async () => {
  server = await fakeServer({
    ARAGORA_RATE_LIMITS: 'on',
    ARAGORA_RATE_LIMIT_ADDRESS: '1000000',
    ARAGORA_RATE_LIMIT_ADMIN: '1000000',
  });
});
afterAll(async () => {
  await server.stop();
  apollo.mockRestore();
});

interface Asked {
  readonly query: string;
  readonly variables?: unknown;
  readonly extensions?: unknown;
  readonly operationName?: string;
}

/** The responses to the same request, without the parts that change with time, and how many of them Apollo gave. */
async function answers(asked: Asked, request: Omit<Request, 'body'> = {}) {
  apollo.mockClear();
  const headers = { 'content-type': 'application/json', 'x-request-id': 'the-same', ...request.headers };
  const all: string[] = [];
  for (let nth = 0; nth < TIMES; nth++) {
    const {
      status,
      headers: had,
      text,
    } = await send(`${server.url}/graphql`, {
      ...{ method: 'POST', body: JSON.stringify(asked) },
      ...{ ...request, headers },
    });
    const { date: _date, 'x-ratelimit-remaining': _remaining, 'x-ratelimit-reset': _reset, ...same } = had;

    const constant = text
      .replace(/"remaining":\d+/g, '')
      .replace(/"resetAt":"[^"]+"/g, '')
      .replace(/err_[\w-]+/g, 'err_');
    all.push(JSON.stringify([status, { ...same, 'content-length': '' }, constant]));
  }
  return { all, byApollo: apollo.mock.calls.length };
}

async function isTheSame(asked: Asked, request?: Omit<Request, 'body'>): Promise<{ one: string; byApollo: number }> {
  const { all, byApollo } = await answers(asked, request);
  const [one = ''] = all;
  expect(all).toEqual(all.map(() => one));
  return { one, byApollo };
}

describe('a repeated query is answered as Apollo answers it', () => {
  it.each(QUERIES)('$file', async ({ file, query, variables }) => {
    const { one, byApollo } = await isTheSame({ query, variables });
    expect(one).toContain('\\"cost\\"');
    expect(byApollo).toBe(NEVER_COMPILED.includes(file) ? TIMES : BY_APOLLO);
  });

  it.each<[string, Asked]>([
    ['with data', { query: '{ health { status version } agents { id } }' }],
    ['with an error instead of data', { query: '{ a: debates(first: 0) { totalCount } }' }],
    ['with an error beside data', { query: '{ agents { id } receipt(debateId: "dbt_none") { hash: __typename } }' }],
    [
      'one of several operations',
      { query: 'query A { health { status } } query B { agents { id } }', operationName: 'B' },
    ],
    ['text beyond ASCII', { query: 'query ($i: ID!) { debate(id: $i) { id } }', variables: { i: 'dbt_ø€😀' } }],
  ])('%s', async (_, asked) => {
    expect((await isTheSame(asked)).byApollo).toBe(BY_APOLLO);
  });

  it('with a defect of the server, which appears in no response', async () => {
    const broken = vi.spyOn(Debates.prototype, 'list').mockRejectedValue(new Error('secret-of-the-inside'));
    const { one, byApollo } = await isTheSame({
      query: '{ health { status } debates(first: 3) { totalCount nodes { id } } }',
    });
    broken.mockRestore();
    expect(one).toContain('INTERNAL_SERVER_ERROR');
    expect(one).not.toContain('secret-of');
    expect(byApollo).toBe(BY_APOLLO);
  });

  it.each([
    'application/json',
    'application/graphql-response+json',
    'application/graphql-response+json; charset=utf-8, application/json;q=0.5',
    '*/*',
    'application/json;q=0.1, */*;q=0.9',
    'text/html, application/*',
  ])('for a client that accepts %s', async (accept) => {
    // Each case has its own document, which has not been sent before.
    const { one, byApollo } = await isTheSame({ query: `{ agents { label } } # ${accept}` }, { headers: { accept } });
    expect(one).toContain('"content-type":"application/');
    expect(byApollo).toBe(BY_APOLLO);
  });
});

describe('Apollo answers', () => {
  it.each<[string, Asked, Omit<Request, 'body'>?]>([
    ['a request with extensions', { query: '{ agents { id family } }', extensions: {} }],
    ['a request with invalid extensions', { query: '{ agents { id family } }', extensions: 'none' }],
    ['a request for its cost alone', { query: '{ rateLimit(dryRun: true) { cost } agents { id } }' }],
    ['a mutation', { query: 'mutation { cancelDebate(input: { id: "dbt_none" }) { userErrors { code } } }' }],
    [
      'a variable of the wrong type',
      { query: 'query ($n: Int) { debates(first: $n) { totalCount } }', variables: { n: 'x' } },
    ],
  ])('%s', async (_, asked, request) => {
    expect((await isTheSame(asked, request)).byApollo).toBe(TIMES);
  });

  it.each<[string, Asked]>([
    ['in the document', { query: `{ usage(window: ${WINDOW}) { from } }` }],
    ['in a variable', { query: 'query ($w: UsageWindow!) { usage(window: $w) { from } }', variables: { w: TWO } }],
    [
      'of which one is null',
      {
        query: 'query ($w: UsageWindow!) { usage(window: $w) { to } }',
        variables: { w: { lastDays: 1, days: null } },
      },
    ],
    [
      'of which one is a variable',
      {
        query: 'query ($n: Int!) { usage(window: {lastDays: $n, days: {from: "2026-01-01"}}) { from } }',
        variables: { n: 1 },
      },
    ],
    [
      'of which none is given',
      { query: 'query ($w: UsageWindow!) { usage(window: $w) { to } }', variables: { w: {} } },
    ],
  ])('two fields where one is allowed, %s, with an error each time', async (_, asked) => {
    const { one, byApollo } = await isTheSame(asked);
    expect(one).toMatch(/GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT/);
    // A document that is not valid is refused before.
    expect(byApollo).toBe(one.includes('GRAPHQL_VALIDATION_FAILED') ? 0 : TIMES);
  });

  it.each([
    ['a content type', '', { 'content-type': 'application/json' }],
    ['extensions', '&extensions={}', {}],
  ])('a request by GET with %s', async (name, more, headers) => {
    apollo.mockClear();
    const url = urlOf({ query: `{ agents { needsKey id } } # ${name}` });
    for (let nth = 0; nth < TIMES; nth++) expect((await send(`${url}${more}`, { headers })).status).toBe(200);
    expect(apollo).toHaveBeenCalledTimes(TIMES);
  });
});

describe('a repeated query by GET, as urql sends it,', () => {
  it.each(['application/json', 'application/graphql-response+json', '*/*'])(
    'is answered as Apollo answers it, for a client that accepts %s',
    async (accept) => {
      const asked = {
        query: `query Few($n: Int) { debates(first: $n) { totalCount } } # GET, ${accept}`,
        ...{ variables: '{"n":2}', operationName: 'Few' },
      };
      apollo.mockClear();
      const all: unknown[] = [];
      for (let nth = 0; nth < TIMES; nth++) {
        const { status, headers, text } = await send(urlOf(asked), { headers: { accept } });
        all.push([status, headers['content-type'], text.replace(/"(remaining|resetAt)":[^,}]+/g, '')]);
      }
      expect(all).toEqual(all.map(() => [200, expect.stringContaining('json'), expect.stringContaining('"data"')]));
      expect(all).toEqual(all.map(() => all[0]));
      expect(apollo).toHaveBeenCalledTimes(BY_APOLLO);
    },
  );
});

function urlOf(asked: Readonly<Record<string, string>>): string {
  return `${server.url}/graphql?${new URLSearchParams(asked)}`;
}
