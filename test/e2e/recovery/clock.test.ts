import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Follower } from '../../drills/support/kills/follower.ts';
import { isPostgresInstalled, PostgresCluster } from '../../drills/support/postgres-cluster.ts';
import type { Settings } from '../../infra/http/support/a-server.ts';
import { eventually } from '../../infra/http/support/eventually.ts';
import { eventsOf } from '../../infra/http/support/sockets.ts';
import { startDebate } from '../support/debates.ts';
import { aDirectory, launch } from '../support/launch.ts';
import { expectUnharmed } from './support/bars.ts';

const HOUR_MS = 3_600_000;
const LIBRARIES = '/usr/lib';

/** The library that fakes the clock of a program (Debian's `faketime`). Undefined where it is not installed. */
const faketime = existsSync(LIBRARIES)
  ? readdirSync(LIBRARIES)
      .map((folder) => join(LIBRARIES, folder, 'faketime', 'libfaketimeMT.so.1'))
      .find((file) => existsSync(file))
  : undefined;

const DATABASES = [
  { what: 'an embedded database', isEmbedded: true },
  ...(isPostgresInstalled ? [{ what: 'PostgreSQL', isEmbedded: false }] : []),
];

afterEach(() => vi.unstubAllEnvs());

/** A server whose clock can be moved while it runs. Its timers and the clock of a PostgreSQL server do not move. */
async function serverWithClock(settings: Settings) {
  const file = join(await aDirectory(), 'clock');
  const moveTo = (offset: string) => writeFile(file, `${offset}\n`);
  await moveTo('+0');
  vi.stubEnv('LD_PRELOAD', faketime);
  vi.stubEnv('FAKETIME_TIMESTAMP_FILE', file);
  vi.stubEnv('FAKETIME_NO_CACHE', '1');
  vi.stubEnv('FAKETIME_DONT_FAKE_MONOTONIC', '1');
  const server = await launch(await aDirectory(), settings);
  vi.unstubAllEnvs();
  return { server, moveTo };
}

describe.skipIf(faketime === undefined)('a server whose clock is moved an hour ahead, and then two hours back', () => {
  it.each(DATABASES)('keeps its leases and subscriptions on $what, and finishes its debate', async ({ isEmbedded }) => {
    const settings = isEmbedded ? {} : { DATABASE_URL: await aCluster() };
    const { server, moveTo } = await serverWithClock({ ...settings, ARAGORA_LEASE_SECONDS: '5' });
    const id = await startDebate(server.url, { paceMs: 250 });
    const follower = new Follower(server.url, id);
    const followed = follower.toEnd(new AbortController().signal);
    await eventually(() => follower.seen).toBeGreaterThan(4);
    await moveTo('+3600');
    await eventually(() => follower.seen).toBeGreaterThan(12);
    await moveTo('-3600');
    await followed;
    expect(follower).toMatchObject({ faults: [], resumedAfterMs: [] });

    const events = await eventsOf(server.url, { debateId: id });
    expect(events.map(({ __typename }) => __typename)).not.toContain('RunResumed');
    expect(events.at(-1)).toMatchObject({ status: 'COMPLETED' });
    const times = events.map(({ at }) => Date.parse(at));
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(1.9 * HOUR_MS);
    await expectUnharmed(server);
  });
});

async function aCluster(): Promise<string> {
  const cluster = await PostgresCluster.create();
  onTestFinished(() => cluster.remove());
  return cluster.url;
}
