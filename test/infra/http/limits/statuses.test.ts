import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { send } from '../support/requests.ts';

const JSON_TYPE = 'application/json';
const GRAPHQL_TYPE = 'application/graphql-response+json';
const ID = 'query ($id: ID!) { debate(id: $id) { id } }';

/** Everything that is rejected before a resolver runs. */
const REFUSED: [string, { query: string; variables?: object; operationName?: string }, string][] = [
  ['no GraphQL', { query: '{ agents { id }' }, 'GRAPHQL_PARSE_FAILED'],
  ['too many tokens', { query: `{ agents { ${'id '.repeat(6_000)}} }` }, 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
  ['a depth of 90', { query: `${'{ agents '.repeat(90)}{ id }${' }'.repeat(90)}` }, 'GRAPHQL_VALIDATION_FAILED'],
  ['a depth of 400', { query: `${'{ agents '.repeat(400)}{ id }${' }'.repeat(400)}` }, 'GRAPHQL_PARSE_FAILED'],
  ['a missing variable', { query: ID }, 'BAD_USER_INPUT'],
  ['a variable of the wrong type', { query: ID, variables: { id: [1] } }, 'BAD_USER_INPUT'],
  ['an operation that is not there', { query: ID, operationName: 'B' }, 'OPERATION_RESOLUTION_FAILURE'],
  [
    'too high a cost',
    { query: '{ debates(first: 100) { nodes { turns { round } participants { key } } } }' },
    'COST_LIMIT_EXCEEDED',
  ],
];

let server: FakeServer;
beforeAll(async () => {
  server = await fakeServer({ ARAGORA_MAX_QUERY_COST: '500' });
});
afterAll(() => server.stop());

async function ask(body: object, accept: string | undefined) {
  const headers = { 'content-type': JSON_TYPE, accept };
  const {
    status,
    headers: answered,
    text,
  } = await send(`${server.url}/graphql`, {
    ...{ method: 'POST', headers, body: JSON.stringify(body) },
  });
  const { data, errors } = JSON.parse(text);
  return { status, type: answered['content-type']?.split(';')[0], data, code: errors?.[0]?.extensions.code };
}

describe.each(REFUSED)('a document with %s', (_, body, code) => {
  it.each([
    [GRAPHQL_TYPE, 400, GRAPHQL_TYPE],
    [`${GRAPHQL_TYPE}, ${JSON_TYPE};q=0.9`, 400, GRAPHQL_TYPE],
    [JSON_TYPE, 200, JSON_TYPE],
    [`${JSON_TYPE}, ${GRAPHQL_TYPE};q=0.5`, 200, JSON_TYPE],
    ['*/*', 200, JSON_TYPE],
    [undefined, 200, JSON_TYPE],
  ])('gets a response for a client that accepts %s, with status %i', async (accept, status, type) => {
    expect(await ask(body, accept)).toEqual({ status, type, data: undefined, code });
  });
});

describe('a document that runs', () => {
  it.each([GRAPHQL_TYPE, JSON_TYPE])('gets status 200 as %s, with and without errors', async (accept) => {
    const well = await ask({ query: ID, variables: { id: 'dbt_none' } }, accept);
    expect(well).toEqual({ status: 200, type: accept, data: { debate: null }, code: undefined });
    const ill = await ask({ query: '{ debates(first: 0) { totalCount } }' }, accept);
    expect(ill).toEqual({ status: 200, type: accept, data: { debates: null }, code: 'INVALID_INPUT' });
  });
});
