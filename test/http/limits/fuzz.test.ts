import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildSchema } from '../../../src/resolvers/schema.ts';
import { aServer } from '../support/a-server.ts';
import { anyDocument } from '../support/any-document.ts';
import { post, send } from '../support/requests.ts';
import { codesIn, WAYS } from '../support/ways.ts';

const DOCUMENTS = 1_000;
const AT_ONCE = 20;
/** Stacks, paths of modules and of machines, SQL and the words of the database. */
const WORDS =
  /(\\n|\n)\s+at |node_modules|\.ts\b|\.js:\d|\/(?:home|opt|usr|tmp|root|var)\/|\b(?:select|insert into|update|delete from)\b[^"]{1,80}\b(?:from|where|values|set)\b|relation "|column "|violates|syntax error at or near|SQLSTATE|DriverException/;
/** Where this runs, too. */
const INSIDES = new RegExp(`${process.cwd().replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}|${WORDS.source}`, 'i');

let server: Awaited<ReturnType<typeof aServer>>;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server.stop());

it.each([
  new Error('x').stack,
  '/opt/app/.env',
  `${process.cwd()}/.env`,
  'select d.id from debates where id = $1',
  'insert into debates (id) values ($1)',
  'duplicate key value violates unique constraint',
])('what is looked for would be found: %s', (text) => {
  expect(JSON.stringify({ message: text })).toMatch(INSIDES);
});

it('nothing of the inside is in what 1,000 generated documents are answered with, and the server lives on', {
  timeout: 120_000,
}, async () => {
  const documents = fc.sample(anyDocument(await buildSchema()), { numRuns: DOCUMENTS, seed: 20261129 });
  const codes = new Map<string, number>();
  const look = async (query: string, at: number) => {
    const isSubscription = query.startsWith('subscription');
    // A subscription that is let in does not end.
    const way = WAYS[isSubscription ? 0 : at % WAYS.length]?.[1];
    const answer = await way?.(server, { query });
    expect(JSON.stringify(answer).replaceAll(JSON.stringify(query).slice(1, -1), ''), query).not.toMatch(INSIDES);
    for (const code of codesIn(answer ?? {})) codes.set(code, (codes.get(code) ?? 0) + 1);
    codes.set('all', (codes.get('all') ?? 0) + 1);
    if (answer?.data) codes.set('data', (codes.get('data') ?? 0) + 1);
  };
  for (let at = 0; at < documents.length; at += AT_ONCE)
    await Promise.all(documents.slice(at, at + AT_ONCE).map((query, more) => look(query, at + more)));
  expect(codes.get('INTERNAL_SERVER_ERROR')).toBeUndefined();
  expect(codes.get('all')).toBe(DOCUMENTS);
  // It reaches both sides of every check: much is run, and much is refused in each way there is.
  expect(codes.get('data')).toBeGreaterThan(DOCUMENTS / 10);
  for (const code of ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'INVALID_INPUT'])
    expect(codes.get(code), code).toBeGreaterThan(10);
  expect((await post(server.url, '{ health { status } }')).status).toBe(200);
  expect((await send(`${server.url}/livez`)).text).toBe('ok\n');
});
