import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DATABASE_SCHEMA } from '../../src/app/resources/database-schema.ts';
import { givingWay, Jobs } from '../../src/infra/jobs.ts';
import { type OpenDatabase, openEmbedded } from '../../src/infra/postgres/open.ts';
import { prepareDatabase } from '../support/services/prepared-database.ts';
import { PATIENCE } from '../support/waiting.ts';

const QUEUE = 'to-look-at';

let directory: string;
let open: OpenDatabase;
let jobs: Jobs;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'aragora-jobs-'));
  await prepareDatabase(directory);
  open = await openEmbedded(directory, DATABASE_SCHEMA);
  jobs = new Jobs(open.database, {
    connection: open.jobs,
    onError: (error) => {
      throw error;
    },
  });
  await jobs.open([QUEUE]);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await jobs.close();
  await open.close();
  await rm(directory, { recursive: true, force: true });
});

it('jobs sent before a worker exists are kept, also from a transaction on the only connection', async () => {
  await jobs.send(QUEUE, { nth: 1 });
  await open.database.atomically(() => jobs.send(QUEUE, { nth: 2 }));

  const seen: number[] = [];
  await jobs.work<{ nth: number }>({
    queue: QUEUE,
    work: async ({ nth }) => {
      seen.push(nth);
    },
  });
  await expect.poll(() => seen.toSorted(), PATIENCE).toEqual([1, 2]);
});

it('a job sent in a transaction that is rolled back is dropped', async () => {
  const failing = open.database.atomically(async () => {
    await jobs.send(QUEUE, { nth: 1 });
    throw new Error('It is rolled back.');
  });
  await expect(failing).rejects.toThrow('It is rolled back.');
  await jobs.send(QUEUE, { nth: 2 });

  const seen: number[] = [];
  await jobs.work<{ nth: number }>({
    queue: QUEUE,
    work: async ({ nth }) => {
      seen.push(nth);
    },
  });
  await expect.poll(() => seen.length, PATIENCE).toBeGreaterThan(0);
  expect(seen).toEqual([2]);
});

it('other work of the process runs between any two statements of jobs', async () => {
  const connection = givingWay(open.jobs);
  if (!('db' in connection)) throw new Error('The embedded database is one connection.');
  let [turns, done] = [0, false];
  const others = (async () => {
    for (; !done; turns++) await setImmediate();
  })();
  for (let nth = 0; nth < 10; nth++) await connection.db.executeSql('select 1');
  done = true;
  await others;
  expect(turns).toBeGreaterThanOrEqual(10);
});

it('the sending side is stopped also when the working side cannot be stopped', async () => {
  const stopped = vi.spyOn(PgBoss.prototype, 'stop').mockRejectedValueOnce(new Error('It cannot be stopped.'));
  try {
    await expect(jobs.close()).rejects.toThrow('It cannot be stopped.');
    expect(new Set(stopped.mock.contexts).size).toBe(2);
  } finally {
    stopped.mockRestore();
  }
});

it('tables of jobs of a newer version are refused, and the error says so', async () => {
  await jobs.close();
  await open.database.query('update jobs.version set version = version + 1', []);
  jobs = new Jobs(open.database, { connection: open.jobs, onError: () => {} });
  await expect(jobs.open([QUEUE])).rejects.toThrow('A newer version of Aragora uses tables of jobs of version');
});

/** Counts the statements of the embedded database. */
function counting(): { count: number } {
  const counted = { count: 0 };
  const { use, query } = open.database;
  vi.spyOn(open.database, 'query').mockImplementation((...statement) => {
    counted.count++;
    return query.apply(open.database, statement);
  });
  vi.spyOn(open.database, 'use').mockImplementation((work) => {
    counted.count++;
    return use.call(open.database, work);
  });
  if ('db' in open.jobs) {
    const { db } = open.jobs;
    const { executeSql } = db;
    db.executeSql = (...statement) => {
      counted.count++;
      return executeSql.apply(db, statement);
    };
  }
  return counted;
}

it('ten idle queues cost fewer statements than one each in three seconds, and a job that becomes due is found', async () => {
  const queues = Array.from({ length: 10 }, (_, at) => `queue-${at}`);
  await jobs.close();
  const counted = counting();
  jobs = new Jobs(open.database, { connection: open.jobs, onError: () => {} });
  await jobs.open(queues);
  const seen: string[] = [];
  for (const queue of queues) await jobs.work({ queue, work: async () => void seen.push(queue) });
  jobs.watch.lookWithin(0);
  await setTimeout(2_000);
  const before = counted.count;
  await setTimeout(3_000);
  // Each of the queues was polled.
  expect(counted.count - before).toBeLessThan(queues.length);
  const boss = await jobs.start();
  // Nothing notifies of a job when it becomes due.
  await boss.send('queue-7', {}, { startAfter: 2 });
  jobs.watch.lookWithin(0);
  await expect.poll(() => seen, PATIENCE).toEqual(['queue-7']);
});

it('a job of a process that has died is handled again soon after it has expired', async () => {
  const dead = 'dead-handler';
  await jobs.open([dead]);
  const boss = await jobs.start();
  await boss.send(dead, {}, { expireInSeconds: 1, retryLimit: 3, retryDelay: 0, retryBackoff: false });
  expect(await boss.fetch(dead)).toHaveLength(1);
  const seen: object[] = [];
  await jobs.work({ queue: dead, work: async (data) => void seen.push(data) });
  await open.database.query(`update jobs.queue set monitor_claim_on = null, monitor_on = null`, []);
  await expect
    .poll(() => {
      jobs.watch.lookWithin(0);
      return seen.length;
    }, PATIENCE)
    .toBe(1);
});
