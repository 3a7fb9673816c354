import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DATABASE_SCHEMA } from '../../src/app/resources/database-schema.ts';
import type { Sweep } from '../../src/domain/shared/background-work.ts';
import { Housekeeping } from '../../src/infra/housekeeping.ts';
import { Jobs } from '../../src/infra/jobs.ts';
import { type OpenDatabase, openEmbedded } from '../../src/infra/postgres/open.ts';
import { prepareDatabase } from '../support/services/prepared-database.ts';
import { PATIENCE } from '../support/waiting.ts';

const HOUR_MS = 3_600_000;

let directory: string;
let open: OpenDatabase;
const closing: (() => Promise<unknown>)[] = [];
const failures: [string, unknown][] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'aragora-housekeeping-'));
  await prepareDatabase(directory);
  open = await openEmbedded(directory, DATABASE_SCHEMA);
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await open.database.query('delete from jobs.job', []);
  failures.length = 0;
});
afterAll(async () => {
  await open?.close();
  await rm(directory, { recursive: true, force: true });
});

/** Starts a node with its own pg-boss and housekeeping over the shared database. */
async function aNode(sweeps: readonly Sweep[]): Promise<Housekeeping> {
  const onError = (error: unknown) => {
    throw error;
  };
  const jobs = new Jobs(open.database, { connection: open.jobs, onError });
  await jobs.open([]);
  closing.push(() => jobs.close());
  const housekeeping = new Housekeeping({ jobs, sweeps, onError: (...failure) => failures.push(failure) });
  await housekeeping.start();
  return housekeeping;
}

/** A sweep that counts its calls. */
function counting(name: string, intervalMs: number, then: (signal: AbortSignal) => Promise<void> = async () => {}) {
  const counted = {
    calls: 0,
    name,
    intervalMs,
    async sweep(signal: AbortSignal) {
      counted.calls++;
      await then(signal);
    },
  };
  return counted;
}

/** Milliseconds until the next run of the sweep, read from its job. */
async function nextMs(sweep: string): Promise<number | undefined> {
  const sql = `select extract(epoch from start_after - now()) * 1000 as ms from jobs.job
    where name = 'housekeeping' and state = 'created' and data ->> 'sweep' = $1`;
  const [row] = await open.database.query<{ ms: string }>(sql, [sweep]);
  return row && Number(row.ms);
}

describe('housekeeping', () => {
  it('starts with each sweep and repeats it at its interval, all in one queue', async () => {
    const [often, rarely] = [counting('often', 300), counting('rarely', HOUR_MS)];
    await aNode([often, rarely]);
    await expect.poll(() => often.calls, PATIENCE).toBeGreaterThanOrEqual(4);
    expect(rarely.calls).toBe(1);
    expect(await nextMs('rarely')).toBeGreaterThan(HOUR_MS - 60_000);
  });

  it('schedules the next sweep before it starts one, so that a crash during the sweep loses nothing', async () => {
    const sweep = counting('fatal', HOUR_MS, async () => {
      expect(await nextMs('fatal')).toBeGreaterThan(0);
    });
    await aNode([sweep]);
    await expect.poll(() => sweep.calls, PATIENCE).toBe(1);
    expect(failures).toEqual([]);
  });

  it('reports a failed sweep, and tries it again at its interval', async () => {
    const sweep = counting('failing', 200, async () => {
      throw new Error('no');
    });
    await aNode([sweep]);
    await expect.poll(() => sweep.calls, PATIENCE).toBeGreaterThanOrEqual(2);
    expect(failures[0]).toEqual(['failing', new Error('no')]);
  });

  it('does not let a long sweep delay others, or run twice at once in a process', async () => {
    let [running, most] = [0, 0];
    const long = counting('long', 100, async (signal) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      running--;
    });
    const often = counting('often', 100);
    const housekeeping = await aNode([long, often]);
    await expect.poll(() => often.calls, PATIENCE).toBeGreaterThanOrEqual(4);
    expect([long.calls, most]).toEqual([1, 1]);
    await housekeeping.stop();
    expect(running).toBe(0);
  });

  it('skips a sweep that has nothing to do, and checks it again after the longer interval', async () => {
    let isIdle = true;
    const sweep = { ...counting('idle', 100), idle: { intervalMs: HOUR_MS, isIdle: async () => isIdle } };
    const counted = { calls: 0 };
    sweep.sweep = async () => {
      counted.calls++;
    };
    await aNode([sweep]);
    await expect.poll(() => nextMs('idle'), PATIENCE).toBeGreaterThan(HOUR_MS - 60_000);
    expect(counted.calls).toBe(0);
    isIdle = false;
    await aNode([sweep]);
    await open.database.query(`update jobs.job set start_after = now() where state = 'created'`, []);
    await expect.poll(() => counted.calls, PATIENCE).toBeGreaterThanOrEqual(2);
  });

  it('of an idle sweep costs one look and one postponement, on one of the nodes, and fetches no job', async () => {
    const looks = [0, 0];
    const nodes = looks.map((_, node) => {
      const isIdle = async () => {
        looks[node] = (looks[node] ?? 0) + 1;
        return true;
      };
      return { ...counting('idle', 100), idle: { intervalMs: 2_000, isIdle } };
    });
    for (const sweep of nodes) await aNode([sweep]);
    const done = async () => {
      const sql = `select count(*)::int as count from jobs.job where name = 'housekeeping' and state = 'completed'`;
      return (await open.database.query<{ count: number }>(sql, []))[0]?.count;
    };
    await expect.poll(() => looks[0], PATIENCE).toBeGreaterThanOrEqual(2);
    const fetched = await done();
    const [first = 0, second = 0] = looks;
    await expect.poll(() => looks[0], PATIENCE).toBeGreaterThanOrEqual(first + 3);
    expect(await done()).toBe(fetched);
    // The other node only looked whether the sweep was moved.
    expect((looks[1] ?? 0) - second).toBeLessThanOrEqual(1);
    expect(nodes.map(({ calls }) => calls)).toEqual([0, 0]);
  });

  it('is taken over by another node, also for a sweep that only a stopped node had a timer for', async () => {
    const first = counting('often', 500);
    const housekeeping = await aNode([first]);
    await expect.poll(() => first.calls, PATIENCE).toBeGreaterThanOrEqual(1);
    const second = counting('often', 500);
    await aNode([second]);
    await housekeeping.stop();
    const [before, firsts] = [second.calls, first.calls];
    await expect.poll(() => second.calls, PATIENCE).toBeGreaterThanOrEqual(before + 3);
    expect(first.calls).toBe(firsts);
  });

  it('continues in the next process with the jobs of the last one', async () => {
    const before = counting('often', 400);
    await (await aNode([before])).stop();
    const after = counting('often', 400);
    await aNode([after]);
    await expect.poll(() => after.calls, PATIENCE).toBeGreaterThanOrEqual(2);
  });
});
