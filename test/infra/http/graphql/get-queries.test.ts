import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HealthDocument } from '../../../../src/cli/generated/graphql.ts';
import { AUTHORIZED } from '../../../support/credentials.ts';
import { BareConnection } from '../support/bare-connection.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { errorsOf, send } from '../support/requests.ts';

const PATHS = ['/graphql', '/graphql/stream'];
const MUTATION = 'mutation { cancelDebate(input: { id: "dbt_none" }) { userErrors { code } } }';
/** What urql sends by default: no content type, and each part of the request as a parameter. */
const URQL_ACCEPT =
  'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';

let server: FakeServer;
beforeAll(async () => {
  server = await fakeServer();
});
afterAll(() => server.stop());

function get(path: string, asked: Readonly<Record<string, string>>, headers: Record<string, string | undefined>) {
  return send(`${server.url}${path}?${new URLSearchParams(asked)}`, { headers });
}

/** A document that a caller without a credential may send. */
function health(path: string, headers: Record<string, string | undefined>) {
  return get(path, { query: String(HealthDocument) }, { authorization: undefined, ...headers });
}

describe.each(PATHS)('a query by GET %s', (path) => {
  it('is executed for urql with its default settings and a token', async () => {
    const asked = { query: 'query Some { health { status } }', operationName: 'Some', variables: '{}' };
    const { status, headers, text } = await get(path, asked, { ...AUTHORIZED, accept: URQL_ACCEPT });
    expect([status, text]).toEqual([200, expect.stringContaining('"data":{"health"')]);
    const type = path === '/graphql' ? 'application/graphql-response+json' : 'text/event-stream';
    expect(headers['content-type']).toBe(`${type}; charset=utf-8`);
  });

  it.each(['apollo-require-preflight', 'x-apollo-operation-name', 'graphql-require-preflight', 'x-requested-with'])(
    'is executed with the header %s, which no foreign page can send unasked',
    async (name) => {
      expect((await health(path, { [name]: 'yes' })).status).toBe(200);
      expect((await health(path, { [name]: '' })).status).toBe(403);
    },
  );

  it('is refused with a body, which would not be read', async () => {
    const { host } = new URL(server.url);
    const search = new URLSearchParams({ query: '{ health { status } }' });
    const head = [`GET ${path}?${search} HTTP/1.1`, `Host: ${host}`, `Authorization: ${AUTHORIZED.authorization}`];
    const rest = ['Content-Type: application/json', 'Content-Length: 2', 'Connection: close', '', '{}'];
    const connection = new BareConnection(server.url, [...head, ...rest].join('\r\n'));
    await connection.ended;
    expect(connection.answer).toMatch(/^HTTP\/1.1 400 .*"code":"BAD_REQUEST"/s);
  });

  it('is executed with a content type that needs a preflight', async () => {
    expect((await health(path, { 'content-type': 'application/json' })).status).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['what every page may send', { accept: '*/*', 'accept-language': 'de', range: 'bytes=0-' }],
    ['what browsers add', { 'sec-fetch-site': 'cross-site', referer: 'https://evil.example/', cookie: 'a=b' }],
    ['what proxies add', { 'x-forwarded-for': '203.0.113.7', 'x-request-id': 'abc', traceparent: '00-1-1-01' }],
    ['a content type of forms', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['plain text', { 'content-type': 'text/plain; charset=utf-8' }],
    ['a content type that cannot be parsed', { 'content-type': 'json' }],
  ])('is refused with %s, and says which header to send', async (_, headers) => {
    const refused = await health(path, headers);
    expect([refused.status, errorsOf(refused)]).toEqual([
      403,
      [{ code: 'FORBIDDEN', message: expect.stringMatching(/Authorization.*Apollo-Require-Preflight/) }],
    ]);
  });

  it('is refused with UNAUTHENTICATED without a credential', async () => {
    const { text } = await get(path, { query: '{ agents { id } }' }, { authorization: undefined });
    expect(text).toContain('"code":"UNAUTHENTICATED"');
  });

  it('is refused when it is a mutation, with a code', async () => {
    const refused = await get(path, { query: MUTATION }, { ...AUTHORIZED, accept: URQL_ACCEPT });
    expect([refused.status, refused.headers.allow, errorsOf(refused)[0]?.code]).toEqual([405, 'POST', 'BAD_REQUEST']);
    expect(refused.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
  });
});
