import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DATABASE_SCHEMA } from '../../src/app/resources/database-schema.ts';
import { CancelDebateDocument, DeleteDebateDocument, InterjectDocument } from '../../src/cli/generated/graphql.ts';
import { LOCAL_WORKSPACE } from '../../src/domain/access/actor.ts';
import { NotifyEventBus } from '../../src/infra/events/notify.ts';
import { openPostgres } from '../../src/infra/postgres/open.ts';
import { systemClock } from '../../src/infra/runtime.ts';
import { eventually } from '../infra/http/support/eventually.ts';
import { ask } from '../infra/http/support/requests.ts';
import { eventsOf } from '../infra/http/support/sockets.ts';
import { asAdmin, createDatabase, type EmptyDatabase } from '../support/services/databases.ts';
import { postgresUrl } from '../support/services/postgres-url.ts';
import { PATIENCE } from '../support/waiting.ts';
import { firstEvents, readDebate, startDebate } from './support/debates.ts';
import { driverOf } from './support/driver-of.ts';
import { aDirectory, launch } from './support/launch.ts';
import type { Served } from './support/served.ts';

let database: EmptyDatabase | undefined;
let url: string;

beforeAll(async () => {
  if (postgresUrl === undefined) return;
  database = await createDatabase(postgresUrl);
  url = database.url;
});
afterAll(() => database?.drop());

/** Two servers that share the database, started at once. */
async function twoServers(): Promise<[Served, Served]> {
  const settings = { DATABASE_URL: url, ARAGORA_LEASE_SECONDS: '5' };
  return Promise.all([launch(await aDirectory(), settings), launch(await aDirectory(), settings)]);
}

/** Collects the ids of streams that servers on the database notify each other of. */
async function notifiedStreams(): Promise<ReadonlySet<string>> {
  const open = await openPostgres(
    { url, poolSize: 1, poolTimeoutMs: PATIENCE.timeout },
    await aDirectory(),
    DATABASE_SCHEMA,
  );
  const bus = new NotifyEventBus(open.database, url, systemClock);
  const streams = new Set<string>();
  await bus.open();
  bus.listen({ workspaceId: LOCAL_WORKSPACE }, ({ stream }) => streams.add(stream));
  onTestFinished(() => bus.close().then(open.close));
  return streams;
}

describe.skipIf(postgresUrl === undefined)('two servers on one PostgreSQL', () => {
  it('share their debates: one server runs a debate, and the other shows it live', async () => {
    const servers = await twoServers();
    const notified = await notifiedStreams();
    const id = await startDebate(servers[0].url, { paceMs: 150 });
    await firstEvents(servers[0].url, id, 3);
    const [, watcher] = await driverOf(url, id, servers);
    const events = await eventsOf(watcher.url, { debateId: id });
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
    // Without notifications, a follower would find events only by polling.
    await eventually(() => notified.has(id)).toBe(true);

    const ids = await Promise.all(
      [0, 1, 0, 1, 0, 1].map((at) => startDebate(servers[at === 0 ? 0 : 1].url, { paceMs: 20 })),
    );
    await Promise.all(ids.map((debateId) => eventsOf(servers[1].url, { debateId })));
    const claims = await asAdmin(url, 'select fence from debates where id = any($1)', [ids]);
    expect(claims).toEqual(ids.map(() => ({ fence: 1 })));
  });

  it('execute a mutation once for one key, however many requests reach both of them at once', async () => {
    const servers = await twoServers();
    const everywhere = <T>(send: (url: string) => Promise<T>) =>
      Promise.all(Array.from({ length: 100 }, (_, at) => send((servers[at % 2] as Served).url)));

    const ids = await everywhere((at) => startDebate(at, { paceMs: 1_000, idempotencyKey: 'start' }));
    expect(new Set(ids).size).toBe(1);
    const [debateId = ''] = ids;
    const [debates] = await asAdmin(url, 'select count(*)::int as count from debates where id >= $1', [debateId]);
    expect(debates).toEqual({ count: 1 });

    const said = { debateId, text: 'Think of the costs.', idempotencyKey: 'say' };
    const heard = await everywhere(
      async (at) => (await ask(at, InterjectDocument, { input: said })).interject.userErrors,
    );
    expect(heard.flat()).toEqual([]);
    const other = { ...said, text: 'Think of the time.' };
    const refused = await everywhere(async (at) => (await ask(at, InterjectDocument, { input: other })).interject);
    expect(new Set(refused.map(({ userErrors }) => userErrors[0]?.code))).toEqual(new Set(['IDEMPOTENCY_MISMATCH']));

    const cancel = { id: debateId, idempotencyKey: 'cancel' };
    await everywhere((at) => ask(at, CancelDebateDocument, { input: cancel }));
    const events = await eventsOf(servers[1].url, { debateId });
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
    const kinds = events.map(({ __typename }) => __typename);
    expect(kinds.filter((kind) => kind === 'DebateEnded')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'HumanInterjected').length).toBeLessThanOrEqual(1);

    const erase = { id: debateId, idempotencyKey: 'delete' };
    const deleted = await everywhere(
      async (at) => (await ask(at, DeleteDebateDocument, { input: erase })).deleteDebate,
    );
    expect(deleted).toEqual(deleted.map(() => ({ deletedDebateId: debateId, userErrors: [], userErrorsOmitted: 0 })));
    const sql = "select count(*)::int as count from events where stream = $1 and kind = 'debate.deleted'";
    expect(await asAdmin(url, sql, [debateId])).toEqual([{ count: 1 }]);
  });

  it('finish what the other server was running when it was killed', async () => {
    const servers = await twoServers();
    const id = await startDebate(servers[0].url, { paceMs: 150 });
    const seen = await firstEvents(servers[0].url, id, 5);
    const [driver, heir] = await driverOf(url, id, servers);
    await driver.kill('SIGKILL');
    const rest = await eventsOf(heir.url, { debateId: id, after: seen.at(-1)?.cursor });
    const received = [...seen, ...rest];
    expect(received.map(({ seq }) => seq)).toEqual(received.map((_, at) => at + 1));
    expect(rest.map(({ __typename }) => __typename)).toContain('RunResumed');
    expect((await readDebate(heir.url, id)).status).toBe('COMPLETED');
  });
});
