import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Follower } from '../../drills/support/kills/follower.ts';
import { isPostgresInstalled, PostgresCluster } from '../../drills/support/postgres-cluster.ts';
import { OpenAiServer } from '../../support/providers/openai-server.ts';
import { readDebate, startDebate } from '../support/debates.ts';
import { aDirectory, launch } from '../support/launch.ts';
import { expectUnharmed, SHORT } from './support/bars.ts';
import { Watch } from './support/watch.ts';

let cluster: PostgresCluster;
let provider: OpenAiServer;

const ANSWER = JSON.stringify({
  text: 'So.',
  position: 'x',
  confidence: 0.8,
  reason: 'It is.',
  cited: [],
  arguments: [],
});

describe.skipIf(!isPostgresInstalled)('a server on PostgreSQL', () => {
  beforeEach(async () => {
    cluster = await PostgresCluster.create();
    provider = new OpenAiServer(({ model }) => (model === 'quick' ? ANSWER : { words: ANSWER, paceMs: 300 }));
  });
  afterEach(async () => {
    await provider.close();
    await cluster.remove();
  });

  /** A server under load. It runs a debate of deliberators and one of models, and each has a follower. */
  async function underLoad() {
    const models = { ARAGORA_LOCAL_BASE_URL: await provider.open(), ARAGORA_LOCAL_MODEL: 'any' };
    const server = await launch(await aDirectory(), { DATABASE_URL: cluster.url, ...SHORT, ...models });
    const watch = new Watch(server.url);
    const options = ['x', 'y'].map((id) => ({ id, label: `Option ${id}` }));
    const ids = await Promise.all([
      startDebate(server.url, { paceMs: 150 }),
      startDebate(server.url, {
        decision: { task: 'Which one?', options },
        agents: ['local:quick', 'local:slow', 'local:slower'],
        mode: 'SAFE',
      }),
    ]);
    const followers = ids.map((id) => new Follower(server.url, id));
    const followed = Promise.all(followers.map((follower) => follower.toEnd(new AbortController().signal)));
    // The answer of the quick model is stored by then. The calls of the slow models are still open.
    while ((await readDebate(server.url, ids[1] ?? '')).turns.length === 0) await sleep(20);
    return { server, watch, ids, followers, followed };
  }

  async function expectHeldToTheEnd({ server, ids, followers, followed }: Awaited<ReturnType<typeof underLoad>>) {
    await followed;
    for (const id of ids) expect((await readDebate(server.url, id)).status).toBe('COMPLETED');
    expect(followers.flatMap(({ faults }) => faults)).toEqual([]);
    // The answer of the quick model was stored before the failure.
    expect(provider.calls.filter(({ model }) => model === 'quick')).toHaveLength(1);
  }

  async function expectRecovered(load: Awaited<ReturnType<typeof underLoad>>): Promise<void> {
    const { watch, server } = load;
    await watch.untilHealth('healthy', performance.now());
    await expectHeldToTheEnd(load);
    expect([...(await watch.stop())].sort()).toEqual(['DATA', 'UNAVAILABLE']);
    await expectUnharmed(server);
  }

  it('reports a killed PostgreSQL, recovers after its restart, and finishes its debates', async () => {
    const load = await underLoad();
    const { watch } = load;
    const killedAtMs = performance.now();
    await cluster.kill9();
    await watch.untilTold(killedAtMs);
    await cluster.start();
    await expectRecovered(load);
  });

  it('gives up waiting requests while PostgreSQL is frozen, recovers, and finishes its debates', async () => {
    const load = await underLoad();
    const { watch } = load;
    const frozenAtMs = performance.now();
    cluster.freeze();
    // A frozen PostgreSQL answers nothing. A request that waited for it would get no answer either.
    await watch.untilTold(frozenAtMs);
    cluster.thaw();
    await expectRecovered(load);
  });

  it.each([
    ['short limits', SHORT],
    ['the limits of an installation', {}],
  ])('ends in order when it is stopped while PostgreSQL is frozen, with %s', async (_, limits) => {
    const settings = { DATABASE_URL: cluster.url, ...limits, ARAGORA_DRAIN_SECONDS: '1' };
    const server = await launch(await aDirectory(), settings);
    cluster.freeze();
    const { code, stderr } = await server.kill('SIGTERM');
    cluster.thaw();
    expect(code).toBe(0);
    expect(stderr).not.toContain('could not stop in order');
  });

  it('rejects further requests in time while all connections wait for a lock, and recovers', async () => {
    const settings = { DATABASE_URL: cluster.url, ...SHORT, ARAGORA_DB_POOL_SIZE: '2' };
    const server = await launch(await aDirectory(), settings);
    const watches = Array.from({ length: 8 }, () => new Watch(server.url));
    const holder = new Client({ connectionString: cluster.url });
    await holder.connect();
    await Promise.all(watches.map((watch) => watch.untilAnswer('DATA', 0)));
    await holder.query('begin; lock table debates in access exclusive mode');
    const lockedAtMs = performance.now();
    // The lock lasts until a request of each watch has been rejected.
    await Promise.all(watches.map((watch) => watch.untilTold(lockedAtMs)));
    await holder.query('rollback');
    const backAtMs = performance.now();
    await Promise.all(watches.map((watch) => watch.untilHealth('healthy', backAtMs)));
    await Promise.all(watches.map((watch) => watch.untilAnswer('DATA', backAtMs)));
    await holder.end();
    for (const watch of watches) expect([...(await watch.stop())].sort()).toEqual(['DATA', 'UNAVAILABLE']);
    await expectUnharmed(server);
  });
});
