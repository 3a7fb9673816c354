import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsOf } from '../http/support/sockets.ts';
import { asAdmin, createDatabase, type EmptyDatabase } from '../support/databases.ts';
import { postgresUrl } from '../support/postgres-url.ts';
import { firstEvents, readDebate, startDebate } from './support/debates.ts';
import { aDirectory, launch } from './support/launch.ts';
import type { Served } from './support/served.ts';

/** A lease of 5 s, then the sweep, which comes every minute. */
const TAKEOVER_MS = 100_000;

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

/** Which of the servers runs the debate, and the one that does not. */
async function driverOf(id: string, servers: readonly Served[]): Promise<[Served, Served]> {
  const [row] = (await asAdmin(url, 'select lease_holder from debates where id = $1', [id])) as {
    lease_holder: string;
  }[];
  const driver = servers.find(({ pid }) => row?.lease_holder.includes(`:${pid}:`));
  const watcher = servers.find((server) => server !== driver);
  if (!driver || !watcher) throw new Error(`${id} is held by ${row?.lease_holder}.`);
  return [driver, watcher];
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

describe.skipIf(postgresUrl === undefined)('two servers on one PostgreSQL', () => {
  it('share their debates: each runs in one of them, and is followed live on the other', {
    timeout: 60_000,
  }, async () => {
    const servers = await twoServers();
    const id = await startDebate(servers[0].url, { paceMs: 150 });
    await firstEvents(servers[0].url, id, 3);
    const [, watcher] = await driverOf(id, servers);
    const lags: number[] = [];
    const events = await eventsOf(watcher.url, { debateId: id }, ({ at }) => lags.push(Date.now() - Date.parse(at)));
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
    // Without the bell an event would be found by looking every second: half a second late, on the average.
    expect(median(lags.slice(4))).toBeLessThan(300);

    const ids = await Promise.all(
      [0, 1, 0, 1, 0, 1].map((at) => startDebate(servers[at === 0 ? 0 : 1].url, { paceMs: 20 })),
    );
    await Promise.all(ids.map((debateId) => eventsOf(servers[1].url, { debateId })));
    const claims = await asAdmin(url, 'select fence from debates where id = any($1)', [ids]);
    expect(claims).toEqual(ids.map(() => ({ fence: 1 })));
  });

  it('finish what the other was running when it was killed', { timeout: TAKEOVER_MS + 30_000 }, async () => {
    const servers = await twoServers();
    const id = await startDebate(servers[0].url, { paceMs: 150 });
    const seen = await firstEvents(servers[0].url, id, 5);
    const [driver, heir] = await driverOf(id, servers);
    await driver.kill('SIGKILL');
    const rest = await eventsOf(heir.url, { debateId: id, after: seen.at(-1)?.cursor });
    const received = [...seen, ...rest];
    expect(received.map(({ seq }) => seq)).toEqual(received.map((_, at) => at + 1));
    expect(rest.map(({ __typename }) => __typename)).toContain('RunResumed');
    expect((await readDebate(heir.url, id)).status).toBe('COMPLETED');
  });
});
