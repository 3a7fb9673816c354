import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
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
