import { afterAll, beforeAll, expect, it } from 'vitest';
import { hasRepeatedKey } from '../../../../src/domain/shared/shapes/repeated-keys.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { errorsOf, send } from '../support/requests.ts';

let server: FakeServer;
beforeAll(async () => {
  server = await fakeServer();
});
afterAll(() => server.stop());

it.each([
  ['/graphql', '{"query":"{ health { status } }","query":"{ __typename }"}'],
  ['/graphql', '{"query":"{ health { status } }","variables":{"a":[{"b":1,"\\u0062":1}]}}'],
  ['/graphql/stream', '{"query":"{ health { status } }", "query" : "{ __typename }"}'],
  ['/api/auth/api-key', '{"name":"a","scopes":["debates.read"],"scopes":null}'],
])('a body at %s with two meanings is refused: %s', async (path, body) => {
  const headers = { 'content-type': 'application/json' };
  const refused = await send(`${server.url}${path}`, { method: 'POST', headers, body });
  expect([refused.status, errorsOf(refused)]).toEqual([
    400,
    [{ code: 'BAD_REQUEST', message: 'An object in the body holds the same key twice. Send each key once.' }],
  ]);
});

it.each(['/graphql', '/graphql/stream'])('variables in the address of %s are refused as well', async (path) => {
  const query = new URLSearchParams({ query: '{ health { status } }', variables: '{"a":1,"a":2}' });
  const refused = await send(`${server.url}${path}?${query}`, { headers: { 'apollo-require-preflight': 'yes' } });
  expect([refused.status, errorsOf(refused)]).toEqual([
    400,
    [{ code: 'BAD_REQUEST', message: 'An object in `variables` holds the same key twice. Send each key once.' }],
  ]);
});

it.each([
  ['/graphql', '{"query":"{ health { status } }","variables":{"__proto__":{}}}'],
  ['/graphql', '{"query":"{ health { status } }","variables":{"a":[{"\\u005f_proto__":1}]}}'],
  ['/graphql', '{"query":"{ health { status } }","variables":{"constructor":{"prototype":{}}}}'],
  ['/api/auth/api-key', '{"name":"a","__proto__":{"scopes":[]}}'],
])('a body at %s with a key that would change all objects is refused by name: %s', async (path, body) => {
  const headers = { 'content-type': 'application/json' };
  const refused = await send(`${server.url}${path}`, { method: 'POST', headers, body });
  expect([refused.status, errorsOf(refused)]).toEqual([
    400,
    [{ code: 'BAD_REQUEST', message: expect.stringContaining('holds the key __proto__') }],
  ]);
});

it.each(['{"query":', '{"__proto__":1'])('a body that is no JSON is still called so: %s', async (body) => {
  const headers = { 'content-type': 'application/json' };
  const refused = await send(`${server.url}/graphql`, { method: 'POST', headers, body });
  expect([refused.status, JSON.stringify(errorsOf(refused))]).toEqual([400, expect.stringMatching(/JSON/)]);
});

it.each([
  '{"a":{"a":1},"b":[{"a":1},{"a":2},"a","a"],"c":"a\\":","d":"\\\\"}',
  '["a","a"]',
  '"a"',
  '{"a":"a","A":"a"}',
  '{}',
  // No JSON: the parser says so.
  '{"a\\x":1}',
  '}}',
])('keys of different objects, and texts, are no repeated keys: %s', (json) => {
  expect(hasRepeatedKey(json)).toBe(false);
});
