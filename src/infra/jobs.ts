import { setTimeout } from 'node:timers/promises';
import { type Db, fromKysely, PgBoss } from 'pg-boss';
import engine from 'pg-boss/package.json' with { type: 'json' };
import type { JobHandler, Schedule } from '../domain/shared/background-work.ts';
import { CannotStart } from './cannot-start.ts';
import { DueJobs } from './due-jobs.ts';
import { JobWatch } from './job-watch.ts';
import { workContext } from './log-context.ts';
import type { Database } from './postgres/database.ts';
import { missingRight } from './postgres/rights.ts';

export interface JobsOptions {
  /** Connection of pg-boss to the database: an adapter, or options for a pool. */
  readonly connection: { db: Db; backend: 'pglite' } | PoolOptions;
  onError(error: unknown): void;
}

/** Named as in the driver, because pg-boss passes them on. */
interface PoolOptions {
  readonly connectionString: string;
  readonly max: number;
  readonly keepAlive: boolean;
  readonly idleTimeoutMillis: number;
  readonly application_name: string;
  readonly query_timeout?: number;
  readonly Client?: unknown;
}

/** Finished jobs are of no use and are deleted soon. */
const QUEUE = { expireInSeconds: 60, deleteAfterSeconds: 60 };
/** Maximum number of jobs that a process fetches from one queue at a time. */
const MAX_AT_ONCE = 10;
const SCHEMA = { schema: 'jobs' };
const SENDS_ALONE = { schedule: false, supervise: false, registerInstance: false, max: 1 };
/** The queue of the housekeeping. */
export const SWEEP_QUEUE = 'housekeeping';
/**
 * Long intervals of the internal work of pg-boss, because it costs an idle server statements; `JobWatch` does what must not
 * wait. Jobs that depend on each other (flows) are not used. A tick of a schedule is late by at most the sum of the two cron
 * intervals.
 */
const WORKS = {
  ...{ useListenNotify: true, notifyHeartbeatIntervalMs: 30_000, registerInstance: false },
  ...{ flowIntervalSeconds: 3_600, bamIntervalSeconds: 600, queueCacheIntervalSeconds: 600 },
  ...{ cronMonitorIntervalSeconds: 30, cronWorkerIntervalSeconds: 30 },
  // Jobs of crashed processes are looked for by the watch, which asks for a supervision when there are some.
  ...{ superviseIntervalSeconds: 600, monitorIntervalSeconds: 30 },
};
/** A queue is polled by the watch, together with all others. */
const POLL_SECONDS = 600;

/**
 * Queues of jobs. A job only says that there is work: the rows of the features are the truth, and a job may come late or
 * twice. The sender is separate from the worker. It is ready after a few statements, and a process without handlers needs
 * no more.
 */
export class Jobs {
  private readonly sender: PgBoss;
  private readonly worker: PgBoss;
  private readonly database: Database;
  private working: Promise<PgBoss> | undefined;
  /** Looks for due jobs in all queues that this process handles. */
  readonly watch: JobWatch;
  readonly dueJobs: DueJobs;

  constructor(database: Database, { connection, onError }: JobsOptions) {
    this.sender = new PgBoss({ ...connection, ...SCHEMA, ...SENDS_ALONE });
    this.worker = new PgBoss({ ...givingWay(connection), ...SCHEMA, ...WORKS });
    this.dueJobs = new DueJobs(database);
    this.watch = new JobWatch({
      ...{ dueJobs: this.dueJobs, sweepQueue: SWEEP_QUEUE, onError },
      release: async (queue) => (await this.start()).supervise(queue),
    });
    for (const boss of [this.sender, this.worker]) boss.on('error', onError);
    this.database = database;
  }

  /**
   * Creates the queues. From now on, jobs sent to them are stored until a process handles them. Throws `CannotStart` when
   * a newer version has changed the tables of the jobs: pg-boss itself would work with them.
   */
  async open(queues: readonly string[]): Promise<void> {
    await this.sender.start().catch(missingRight);
    const tables = await this.sender.schemaVersion();
    if (tables !== null && tables > engine.pgboss.schema) throw newerTables(tables);
    for (const queue of queues)
      if (!(await this.sender.getQueue(queue)))
        await this.sender.createQueue(queue, { ...QUEUE, notify: true, retryLimit: 5, retryBackoff: true });
  }

  /** Waits for running handlers. */
  async close(): Promise<void> {
    const end = { graceful: true, timeout: 5_000 };
    await this.watch.stop();
    try {
      await this.worker.stop(end);
    } finally {
      await this.sender.stop(end);
    }
  }

  /** Enqueues a job, in the ambient transaction if there is one. The queue must be open. */
  async send(queue: string, data: object): Promise<void> {
    await this.database.use(async (em) => {
      const transaction = em.getTransactionContext<Parameters<typeof fromKysely>[0]>();
      await this.sender.send(queue, data, transaction ? { db: fromKysely(transaction) } : {});
    });
  }

  /** Handles the jobs of a queue in batches. A batch with a failed job is tried again. */
  async work<T extends object>({ queue, work }: JobHandler<T>): Promise<void> {
    // A queue with `notify` fetches one job for each notification, so that many jobs at once would wait for each other.
    const options = {
      ...{ pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: POLL_SECONDS },
      ...{ batchSize: MAX_AT_ONCE, burstWhenBatchFull: true },
    };
    const boss = await this.start();
    const worker = await boss.work<T>(queue, options, async (jobs) => {
      await Promise.all(jobs.map(({ data }) => workContext.enter({ job: queue }, () => work(data))));
    });
    this.watch.add(queue, (found) => {
      const dueInMs = found[0]?.dueInMs ?? Number.POSITIVE_INFINITY;
      if (dueInMs <= 0) boss.notifyWorker(worker);
      return dueInMs <= 0 ? Number.POSITIVE_INFINITY : dueInMs;
    });
  }

  /** Calls the work of a schedule at its times, on one of the nodes. */
  async schedule({ name, cron, missed, work }: Schedule): Promise<void> {
    const boss = await this.start();
    await boss.createQueue(name, { ...QUEUE, policy: 'short', notify: true, retryLimit: 5, retryBackoff: true });
    await boss.schedule(name, cron, {}, { missed: missed === 'ONCE' ? 'once' : 'skip' });
    await this.work({ queue: name, work });
  }

  /** Stops handling jobs of these queues. Other processes handle them. */
  async leave(queues: readonly string[]): Promise<void> {
    for (const queue of queues) this.watch.remove(queue);
    await Promise.all(queues.map((queue) => this.worker.offWork(queue, { wait: false })));
  }

  /** pg-boss as the worker of this process, started at the first call. */
  start(): Promise<PgBoss> {
    this.working ??= this.worker.start().catch((error) => {
      this.working = undefined;
      throw error;
    });
    return this.working;
  }
}

function newerTables(version: number): CannotStart {
  const advice = 'Start the newer version again. docs/operating/operations.md says how to go back.';
  const [theirs, ours] = [`version ${version}`, `version ${engine.pgboss.schema}`];
  return new CannotStart(
    `A newer version of Aragora uses tables of jobs of ${theirs}, and this one ${ours}. ${advice}`,
  );
}

/**
 * PGlite does not release the thread between two statements. A pause of one millisecond lets the server handle a waiting
 * request, which needs the thread several times.
 */
export function givingWay(connection: JobsOptions['connection']): JobsOptions['connection'] {
  if (!('db' in connection)) return connection;
  const { db } = connection;
  const executeSql: Db['executeSql'] = async (...statement) => {
    await setTimeout(1);
    return db.executeSql(...statement);
  };
  return { ...connection, db: { ...db, executeSql } };
}
