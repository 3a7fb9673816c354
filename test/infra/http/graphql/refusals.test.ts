import type { OutgoingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Unavailable } from '../../../../src/domain/shared/errors.ts';
import { BareConnection } from '../support/bare-connection.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { errorsOf, send } from '../support/requests.ts';

const PATHS = ['/graphql', '/graphql/stream'];
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const QUERY = JSON.stringify({ query: '{ health { status } }' });
const LONG = JSON.stringify({ query: `{ __typename } # ${'x'.repeat(20_000)}` });

/** Accept headers of clients, and the media type of a refusal. */
const ACCEPTS: readonly (readonly [string | undefined, string])[] = [
  ['application/graphql-response+json', GRAPHQL_TYPE],
  // Apollo Client 4
  ['application/graphql-response+json,application/json;q=0.9', GRAPHQL_TYPE],
  // urql
  [
    'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
    GRAPHQL_TYPE,
  ],
  ['application/json', JSON_TYPE],
  ['*/*', JSON_TYPE],
  [undefined, JSON_TYPE],
];
/** graphql-sse and EventSource: no error of HTTP has this type, and graphql-sse hands the response to its caller. */
const STREAM_ACCEPT = ['text/event-stream', JSON_TYPE] as const;

interface Refused {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
  readonly search?: string;
  readonly status: number;
  readonly code: string;
}

const asJson = (body: string) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body });
const BAD = { status: 400, code: 'BAD_REQUEST' };

const REFUSALS: readonly (readonly [string, Refused])[] = [
  ['malformed JSON', { ...asJson('{"query": "secret-value'), ...BAD }],
  ['no body', { ...asJson(''), ...BAD }],
  ['a body that is a list', { ...asJson('[]'), ...BAD }],
  ['a body that is null', { ...asJson('null'), ...BAD }],
  ['no query', { ...asJson('{}'), ...BAD }],
  ['a query that is a number', { ...asJson('{"query":7}'), ...BAD }],
  ['variables that are a text', { ...asJson('{"query":"{__typename}","variables":"{}"}'), ...BAD }],
  ['a prototype', { ...asJson('{"query":"{__typename}","__proto__":{}}'), ...BAD }],
  ['no query in the URL', { search: '', ...BAD }],
  ['two queries in the URL', { search: '?query={__typename}&query={__typename}', ...BAD }],
  ['variables in the URL that are no JSON', { search: '?query={__typename}&variables={', ...BAD }],
  ['an invalid token', { headers: { authorization: 'Bearer no' }, status: 401, code: 'UNAUTHENTICATED' }],
  [
    'a foreign origin',
    { ...asJson(QUERY), headers: { origin: 'https://evil.example' }, status: 403, code: 'FORBIDDEN' },
  ],
  ['a foreign host', { ...asJson(QUERY), headers: { host: 'evil.example' }, status: 403, code: 'FORBIDDEN' }],
  ['a wrong method', { method: 'PUT', body: QUERY, status: 405, code: 'BAD_REQUEST' }],
  ['a method with no body', { method: 'DELETE', status: 405, code: 'BAD_REQUEST' }],
  ['a body that is too long', { ...asJson(LONG), status: 413, code: 'REQUEST_TOO_LARGE' }],
  [
    'a body of unknown length that is too long',
    {
      ...asJson(LONG),
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
      status: 413,
      code: 'REQUEST_TOO_LARGE',
    },
  ],
  [
    'a body that is too long without a credential',
    {
      ...asJson(LONG),
      headers: { 'content-type': 'application/json', authorization: undefined },
      status: 413,
      code: 'REQUEST_TOO_LARGE',
    },
  ],
  ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/graphql'].map(
    (type) =>
      [
        `the content type ${type}`,
        { method: 'POST', headers: { 'content-type': type }, body: QUERY, status: 415, code: 'BAD_REQUEST' },
      ] as const,
  ),
];

let server: FakeServer;
beforeAll(async () => {
  server = await fakeServer({ ARAGORA_MAX_BODY_SIZE: '18000' });
});
afterAll(() => server.stop());

describe.each(PATHS)('a request to %s', (path) => {
  describe.each(path === '/graphql' ? ACCEPTS : [...ACCEPTS, STREAM_ACCEPT])(
    'of a client that accepts %s',
    (accept, type) => {
      it.each(REFUSALS)('is refused for %s with a code, in that media type', async (_, refused) => {
        const { search = '', headers, status, code, ...request } = refused;
        const answer = await send(`${server.url}${path}${search}`, { ...request, headers: { ...headers, accept } });
        expect([answer.status, answer.headers['content-type']]).toEqual([status, type]);
        expect(JSON.parse(answer.text)).toEqual({ errors: [{ message: expect.any(String), extensions: { code } }] });
        expect(answer.text).not.toMatch(/secret-value|node_modules|FST_/);
      });
    },
  );

  it('is refused in the media type that the client accepts, when its body is no valid HTTP', async () => {
    const head = ['POST', path, 'HTTP/1.1\r\nHost: localhost\r\nAccept: application/graphql-response+json'].join(' ');
    const connection = new BareConnection(
      server.url,
      `${head}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1;${'x'.repeat(20_000)}`,
    );
    await connection.ended;
    expect(connection.answer).toMatch(/^HTTP\/1.1 413 /);
    expect(connection.answer).toContain(`Content-Type: ${GRAPHQL_TYPE}`);
  });
});

it('a request to /graphql is refused with 406 when its client accepts no media type of GraphQL', async () => {
  for (const accept of ['text/csv', 'text/event-stream']) {
    const headers = { 'content-type': 'application/json', accept };
    const answer = await send(`${server.url}/graphql`, { method: 'POST', headers, body: QUERY });
    expect([answer.status, answer.headers['content-type'], errorsOf(answer)[0]?.code]).toEqual([
      406,
      JSON_TYPE,
      'BAD_REQUEST',
    ]);
  }
});

describe.each(PATHS)('in the media type that the client of %s accepts', (path) => {
  const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
  const refusedBy = async (other: FakeServer) => {
    const answer = await send(`${other.url}${path}`, { method: 'POST', headers, body: QUERY });
    return [answer.status, answer.headers['content-type'], JSON.parse(answer.text).errors[0].extensions.code];
  };

  it('429 is sent when its address has sent too many requests', async () => {
    const other = await fakeServer({ ARAGORA_RATE_LIMITS: 'on', ARAGORA_RATE_LIMIT_ADDRESS: '1' });
    await send(`${other.url}/nowhere`);
    expect(await refusedBy(other)).toEqual([429, GRAPHQL_TYPE, 'RATE_LIMITED']);
    await other.stop();
  });

  it('503 is sent when the database is away', async () => {
    const other = await fakeServer();
    other.accounts.access.authentication.actorOf = async () => {
      throw new Unavailable('The database is unavailable at the moment.');
    };
    expect(await refusedBy(other)).toEqual([503, GRAPHQL_TYPE, 'UNAVAILABLE']);
    await other.stop();
  });

  it('500 is sent for a defect before GraphQL', async () => {
    const other = await fakeServer();
    other.accounts.access.authentication.actorOf = async () => {
      throw new Error('secret-of-the-inside');
    };
    expect(await refusedBy(other)).toEqual([500, GRAPHQL_TYPE, 'INTERNAL_SERVER_ERROR']);
    await other.stop();
  });
});
