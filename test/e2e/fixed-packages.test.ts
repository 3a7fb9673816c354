import { readFileSync } from 'node:fs';
import { addResolversToSchema } from '@graphql-tools/schema';
import { PostgreSqlConnection } from '@mikro-orm/postgresql';
import { GraphQLError } from 'graphql';
import { Redis } from 'ioredis';
import { Registry } from 'prom-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Debates } from '../../src/domain/debates/debates.ts';
import { rule } from '../../src/resolvers/guards/shield.ts';
import { aServer } from '../infra/http/support/a-server.ts';
import { errorsOf, post, send } from '../infra/http/support/requests.ts';
import { eventsOf } from '../infra/http/support/sockets.ts';
import { createDatabase, type EmptyDatabase } from '../support/services/databases.ts';
import { postgresUrl } from '../support/services/postgres-url.ts';
import { redisUrl } from '../support/services/redis-url.ts';
import { startDebate } from './support/debates.ts';

/*
 * Each package that the project has committed to works on the served path. The tests ask a whole server in this process
 * over HTTP and a socket. A package is recognised by its frames on the stack below the domain, or by calls of its own
 * classes. Each test fails when the package is replaced or no longer used.
 */
vi.mock('@graphql-tools/schema', { spy: true });

/** Frames of awaiting callers count too. Ten frames are not enough to reach the transport. */
Error.stackTraceLimit = 100;

let database: EmptyDatabase | undefined;
let server: Awaited<ReturnType<typeof aServer>>;
/** The type definitions that @graphql-tools/schema added to the served schema. */
let attached: readonly unknown[];

beforeAll(async () => {
  database = postgresUrl === undefined ? undefined : await createDatabase(postgresUrl);
  server = await aServer({
    ...(database && { DATABASE_URL: database.url }),
    ...(database && redisUrl !== undefined && { ARAGORA_REDIS_URL: redisUrl }),
  });
  attached = vi.mocked(addResolversToSchema).mock.calls.map(([options]) => options.resolvers);
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await server.stop();
  await database?.drop();
});

/** Records the stack of each later call of a method. */
function stacksOf<Name extends string>(target: Record<Name, (...args: never[]) => unknown>, name: Name): string[] {
  const stacks: string[] = [];
  const original = target[name];
  vi.spyOn(target as Record<string, (...args: never[]) => unknown>, name).mockImplementation(function (
    this: unknown,
    ...args
  ) {
    stacks.push(new Error(name).stack ?? '');
    return original.apply(this, args);
  });
  return stacks;
}

/** A rule of graphql-shield; all of them share its methods. */
const shieldRule = Object.getPrototypeOf(rule('any')(() => true)) as { resolve(...args: never[]): unknown };

describe('a query that the server receives for the first time', () => {
  it('passes through @apollo/server, graphql-shield and type-graphql to the front door', async () => {
    const [stack] = await during(stacksOf(Debates.prototype, 'list'), '{ debates(first: 3) { nodes { id } } }');
    expect(stack).toContain('node_modules/@apollo/server/');
    expect(stack).toContain('node_modules/graphql-shield/');
    expect(stack).toContain('node_modules/type-graphql/');
  });

  it('is executed by graphql', async () => {
    const [stack] = await during(stacksOf(shieldRule, 'resolve'), '{ debates(first: 4) { nodes { id } } }');
    expect(stack).toMatch(/node_modules\/graphql\/execution\/execute\.m?js/);
  });

  it('loads its objects with dataloader: one read for many ids', async () => {
    const ids = [await startDebate(server.url), await startDebate(server.url)] as const;
    const reads = stacksOf(Debates.prototype, 'findMany');
    const findMany = vi.mocked(Debates.prototype.findMany);
    const { text } = await post(server.url, `{ a: debate(id: "${ids[0]}") { id } b: debate(id: "${ids[1]}") { id } }`);
    expect(JSON.parse(text).data).toEqual({ a: { id: ids[0] }, b: { id: ids[1] } });
    expect(findMany.mock.calls.map(([, asked]) => asked)).toEqual([ids]);
    expect(reads[0]).toContain('node_modules/dataloader/');
  });
});

describe('the served schema', () => {
  it('gets its guards from @graphql-tools/schema', () => {
    expect(attached).toMatchObject([
      { Query: { debates: { resolve: expect.any(Function) } } },
      { Subscription: { debateEvents: { subscribe: expect.any(Function) } } },
    ]);
  });
});

describe('an authorization error', () => {
  it('is the result of a rule of graphql-shield', async () => {
    const verdict = new GraphQLError('Refused.', { extensions: { code: 'FORBIDDEN' } });
    const verdicts = vi.spyOn(shieldRule, 'resolve').mockResolvedValue(verdict);
    const errors = errorsOf(await post(server.url, '{ agents { id } }'));
    expect(errors).toEqual([{ code: 'FORBIDDEN', message: 'Refused.' }]);
    expect(verdicts).toHaveBeenCalledOnce();
  });
});

describe('a subscription over a socket', () => {
  it('is received by graphql-ws', async () => {
    const id = await startDebate(server.url);
    const stacks = stacksOf(Debates.prototype, 'follow');
    expect((await eventsOf(server.url, { debateId: id })).at(-1)?.__typename).toBe('DebateEnded');
    expect(stacks[0]).toContain('node_modules/graphql-ws/');
  });
});

describe('the metrics', () => {
  it('come from a prom-client registry', async () => {
    const written = vi.spyOn(Registry.prototype, 'metrics');
    const { text, headers } = await send(`${server.url}/metrics`);
    expect(await written.mock.results[0]?.value).toBe(text);
    expect(headers['content-type']).toBe(Registry.PROMETHEUS_CONTENT_TYPE);
  });
});

describe.skipIf(postgresUrl === undefined)('with PostgreSQL', () => {
  it('debates are read by @mikro-orm/postgresql', async () => {
    const statements = vi.spyOn(PostgreSqlConnection.prototype, 'execute');
    await post(server.url, '{ debates(first: 5) { nodes { id task } } }');
    expect(statements.mock.calls.map(([sql]) => String(sql)).join()).toMatch(/from "debates"/);
  });

  it.skipIf(redisUrl === undefined)('and Redis, events are published by ioredis', async () => {
    const sent = vi.spyOn(Redis.prototype, 'sendCommand');
    await eventsOf(server.url, { debateId: await startDebate(server.url) });
    expect(sent.mock.calls.map(([{ name }]) => name)).toContain('publish');
  });
});

describe('the tests', () => {
  it('are run by vitest', () => {
    expect(JSON.parse(readFileSync('package.json', 'utf8')).scripts.test).toBe('vitest run');
    expect(process.env.VITEST).toBe('true');
  });
});

/** Sends this query and returns the stacks. */
async function during(stacks: readonly string[], query: string): Promise<readonly string[]> {
  const { text } = await post(server.url, query);
  expect(JSON.parse(text).errors).toBeUndefined();
  return stacks;
}
