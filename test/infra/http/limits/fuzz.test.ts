import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serverSchema } from '../../../../src/app/schema.ts';
import { aServer } from '../support/a-server.ts';
import { anyDocument } from '../support/any-document.ts';
import { fakeServer } from '../support/fake-server.ts';
import { post, send } from '../support/requests.ts';
import { codesIn, WAYS } from '../support/ways.ts';

const DOCUMENTS = 1_000;
const AT_ONCE = 20;
/** Stack traces, paths of modules and machines, SQL and error messages of the database. */
const WORDS =
  /(\\n|\n)\s+at |node_modules|\.ts\b|\.js:\d|\/(?:home|opt|usr|tmp|root|var)\/|\b(?:select|insert into|update|delete from)\b[^"]{1,80}\b(?:from|where|values|set)\b|relation "|column "|violates|syntax error at or near|SQLSTATE|DriverException/;
/** These words, and the directory in which the test runs. */
const INSIDES = new RegExp(`${process.cwd().replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}|${WORDS.source}`, 'i');

/** An error message as drivers write it: the statement, and the message of the database. */
const SQL = 'select d.id from debates as d where d.id = $1 - relation "debates" does not exist';

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
])('the search would find an internal detail: %s', (text) => {
  expect(JSON.stringify({ message: text })).toMatch(INSIDES);
});

/** Makes every method of these stores fail from now on. */
function breakDown(...stores: readonly object[]): void {
  for (const store of stores) {
    const { constructor: _, ...methods } = Object.getOwnPropertyDescriptors(Object.getPrototypeOf(store));
    for (const [name, { value }] of Object.entries(methods))
      if (typeof value === 'function') Object.assign(store, { [name]: async () => Promise.reject(new Error(SQL)) });
  }
}

it('the responses to 300 generated documents contain no internal details while all stores fail', async () => {
  const broken = await fakeServer();
  const { world, accounts } = broken;
  breakDown(world.store, world.log, world.records, world.auditStore, world.receiptStore);
  breakDown(accounts.users, accounts.workspaces, accounts.sessions, accounts.apiKeys, accounts.secondFactors);
  const documents = fc.sample(anyDocument(await serverSchema()), { numRuns: 300, seed: 20261130 });
  const defects = new Map<string, number>();
  for (const [at, query] of documents.entries()) {
    // An accepted subscription does not end.
    const [name, way] = WAYS[query.startsWith('subscription') ? 0 : at % WAYS.length] ?? [];
    const answer = (await way?.(broken, { query })) ?? {};
    expect(JSON.stringify(answer).replaceAll(JSON.stringify(query).slice(1, -1), ''), query).not.toMatch(INSIDES);
    if (codesIn(answer).includes('INTERNAL_SERVER_ERROR')) defects.set(`${name}`, (defects.get(`${name}`) ?? 0) + 1);
  }
  // Every transport reports only that an error happened. The log contains the cause.
  for (const [name] of WAYS) expect(defects.get(name), name).toBeGreaterThan(5);
  expect(JSON.stringify(broken.log)).toContain(JSON.stringify(SQL).slice(1, -1));
  await broken.stop();
});

it('the responses to 1,000 generated documents contain no internal details, and the server keeps running', async () => {
  const documents = fc.sample(anyDocument(await serverSchema()), { numRuns: DOCUMENTS, seed: 20261129 });
  const codes = new Map<string, number>();
  const look = async (query: string, at: number) => {
    const isSubscription = query.startsWith('subscription');
    // An accepted subscription does not end.
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
  // The documents reach both sides of every check: many run, and many are rejected with each code.
  expect(codes.get('data')).toBeGreaterThan(DOCUMENTS / 10);
  for (const code of ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'])
    expect(codes.get(code), code).toBeGreaterThan(10);
  expect(codes.get('INVALID_INPUT')).toBeGreaterThan(3);
  expect((await post(server.url, '{ health { status } }')).status).toBe(200);
  expect((await send(`${server.url}/livez`)).text).toBe('ok\n');
});
