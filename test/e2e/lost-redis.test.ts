import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { DebateTokensDocument, HealthDocument } from '../../src/cli/generated/graphql.ts';
import { eventually } from '../infra/http/support/eventually.ts';
import { ask, send } from '../infra/http/support/requests.ts';
import { aClient, type DebateEvent, eventsOf, iterate } from '../infra/http/support/sockets.ts';
import { OpenAiServer } from '../support/providers/openai-server.ts';
import { createDatabase, type EmptyDatabase } from '../support/services/databases.ts';
import { OwnRedis } from '../support/services/own-redis.ts';
import { postgresUrl } from '../support/services/postgres-url.ts';
import { hasRedisServer } from '../support/services/redis-url.ts';
import { startDebate } from './support/debates.ts';
import { driverOf } from './support/driver-of.ts';
import { aDirectory, launch } from './support/launch.ts';
import type { Served } from './support/served.ts';

let database: EmptyDatabase | undefined;
let url: string;
let redis: OwnRedis;

beforeAll(async () => {
  if (postgresUrl === undefined) return;
  database = await createDatabase(postgresUrl);
  url = database.url;
});
afterAll(() => database?.drop());
beforeEach(async () => {
  redis = await OwnRedis.prepare();
});
afterEach(() => redis.remove());

/** Two servers that share the database and the Redis. */
function twoServers(more = {}): Promise<[Served, Served]> {
  const settings = { DATABASE_URL: url, ARAGORA_REDIS_URL: redis.url, ARAGORA_LOG_LEVEL: 'INFO', ...more };
  const one = async () => launch(await aDirectory(), settings);
  return Promise.all([one(), one()]);
}

/** The health of each server, and of its Redis, over GraphQL. */
async function healthOf(servers: readonly Served[]): Promise<string[]> {
  const answers = await Promise.all(servers.map((server) => ask(server.url, HealthDocument, {})));
  return answers.map(({ health }) => {
    const { status } = health.checks.find(({ name }) => name === 'redis') ?? {};
    return `${health.status}, redis ${status}`;
  });
}

const [HEALTHY, DEGRADED] = [Array(2).fill('HEALTHY, redis HEALTHY'), Array(2).fill('DEGRADED, redis DEGRADED')];

async function untilHealth(servers: readonly Served[], wanted: readonly string[]): Promise<void> {
  await eventually(() => healthOf(servers)).toEqual(wanted);
}

/** Stops the servers with SIGTERM. Returns what each of them logged about Redis. */
async function logsOf(servers: readonly Served[]): Promise<string[][]> {
  const exits = await Promise.all(servers.map((server) => server.kill('SIGTERM')));
  expect(exits.map(({ code }) => code)).toEqual([0, 0]);
  const lines = exits.map(({ stderr }) => stderr.split('\n').filter((line) => line.startsWith('{')));
  return lines.map((all) =>
    all
      .map((line) => JSON.parse(line) as { level: string; msg: string })
      .flatMap(({ level, msg }) => (/redis/i.test(msg) ? [`${level} ${msg.slice(0, 13)}`] : [])),
  );
}

function seqsOf(events: readonly DebateEvent[]): number[] {
  return events.map(({ seq }) => seq);
}

describe.skipIf(postgresUrl === undefined || !hasRedisServer)('two servers on one PostgreSQL and one Redis', () => {
  it('follow a debate to its end though Redis is killed during it, report the failure, and recover', async () => {
    await redis.start();
    const servers = await twoServers();
    await untilHealth(servers, HEALTHY);
    const notifications: string[] = [];
    const listener = new Redis(redis.url).on('message', (_, text) => notifications.push(text)).on('error', () => {});
    onTestFinished(() => listener.disconnect());
    await listener.subscribe('aragora:3:events');

    const id = await startDebate(servers[0].url, { paceMs: 300 });
    const seen = servers.map(() => 0);
    const following = servers.map(({ url }, at) =>
      eventsOf(url, { debateId: id }, ({ seq }) => {
        seen[at] = seq;
      }),
    );
    // Handles a failure that happens before the promises are awaited.
    for (const one of following) one.catch(() => {});
    await eventually(() => Math.min(...seen)).toBeGreaterThan(3);
    await eventually(() => notifications.some((text) => text.includes(id))).toBe(true);

    await redis.kill();
    const before = Math.max(...seen);
    await untilHealth(servers, DEGRADED);
    for (const server of servers) {
      expect(await send(`${server.url}/readyz`)).toMatchObject({
        status: 200,
        text: expect.stringContaining('redis: It'),
      });
      const { status, text } = await send(`${server.url}/api/health?detail`);
      expect([status, JSON.parse(text)]).toMatchObject([200, { status: 'degraded' }]);
    }
    await eventually(() => Math.min(...seen)).toBeGreaterThan(before + 2);

    await redis.start();
    await untilHealth(servers, HEALTHY);
    const followed = await Promise.all(following);
    for (const events of followed) {
      expect(seqsOf(events)).toEqual(events.map((_, at) => at + 1));
      expect(events.at(-1)).toMatchObject({ status: 'COMPLETED' });
    }
    expect(followed[0]?.map(({ cursor }) => cursor)).toEqual(followed[1]?.map(({ cursor }) => cursor));
    expect(await logsOf(servers)).toEqual(Array(2).fill(['warn Redis is away', 'info Redis is back']));
  });

  it('start without Redis, work, and connect to it when it starts', async () => {
    const servers = await twoServers();
    expect(await healthOf(servers)).toEqual(DEGRADED);
    const debateId = await startDebate(servers[0].url, { paceMs: 20 });
    const followed = await Promise.all(servers.map(({ url }) => eventsOf(url, { debateId })));
    for (const events of followed) expect(seqsOf(events)).toEqual(events.map((_, at) => at + 1));
    await redis.start();
    await untilHealth(servers, HEALTHY);
    expect(await logsOf(servers)).toEqual(Array(2).fill(['warn Redis is away', 'info Redis is back']));
  });

  it('show the live text of each other again once Redis is back, and no piece twice', async () => {
    await redis.start();
    const text = 'One reason more. 💡 '.repeat(600);
    const words = JSON.stringify({ text, position: 'x', confidence: 0.8, reason: 'It is.', cited: [], arguments: [] });
    const provider = new OpenAiServer(() => ({ words, paceMs: 30 }));
    onTestFinished(() => provider.close());
    const servers = await twoServers({ ARAGORA_LOCAL_BASE_URL: await provider.open(), ARAGORA_LOCAL_MODEL: 'any' });
    const options = ['x', 'y'].map((id) => ({ id, label: `Option ${id}` }));
    const agents = ['a', 'b'].map((model) => `local:${model}`);
    const id = await startDebate(servers[0].url, { decision: { task: 'Which one?', options }, agents, mode: 'SAFE' });
    await eventually(() => provider.calls.length).toBe(2);
    const [driver, watcher] = await driverOf(url, id, servers);
    const [near, far] = [driver, watcher].map((server) => offsetsOf(server, id)) as [Offsets, Offsets];
    await eventually(() => Math.min(near.length, far.length)).toBeGreaterThan(3);

    await redis.kill();
    await untilHealth(servers, DEGRADED);
    const [nearThen, farThen] = [near.length, far.length];
    await eventually(() => near.length).toBeGreaterThan(nearThen + 5);
    expect(far.length).toBe(farThen);

    await redis.start();
    await untilHealth(servers, HEALTHY);
    await eventually(() => far.length).toBeGreaterThan(farThen + 5);
    for (const offsets of [near, far]) {
      const byTurn = Object.values(Object.groupBy(offsets, ({ turn }) => turn)).map((all) =>
        all?.map(({ offset }) => offset),
      );
      for (const all of byTurn) expect(all).toEqual([...new Set(all)].sort((one, other) => one - other));
    }
  });
});

type Offsets = { readonly turn: string; readonly offset: number }[];

/** The offset of each piece of live text that the server shows. The list grows during the test. */
function offsetsOf(server: Served, debateId: string): Offsets {
  const client = aClient(server.url);
  onTestFinished(() => void client.dispose());
  const offsets: Offsets = [];
  const reading = async () => {
    for await (const { data } of iterate(client, DebateTokensDocument, { debateId })) {
      const piece = data?.debateTokens;
      if (piece) offsets.push({ turn: `${piece.participant.key} ${piece.attempt}`, offset: piece.offset });
    }
  };
  reading().catch(() => {});
  return offsets;
}
