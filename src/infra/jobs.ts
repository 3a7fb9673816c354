import { setTimeout } from 'node:timers/promises';
import { type Db, fromKysely, PgBoss } from 'pg-boss';
import type { Database } from './postgres/database.ts';

export interface JobsOptions {
  /** pg-boss's own way to the database: an adapter, or a connection string. */
  readonly connection: { db: Db; backend: 'pglite' } | PoolOptions;
  onError(error: unknown): void;
}

/** As the driver spells them: pg-boss hands them on. */
interface PoolOptions {
  readonly connectionString: string;
  readonly max: number;
  readonly keepAlive: boolean;
  readonly query_timeout?: number;
}

/** What is done is of no use any more. */
const QUEUE = { expireInSeconds: 60, deleteAfterSeconds: 60 };
/** Jobs of one queue that a process fetches at a time. */
const MAX_AT_ONCE = 10;
const SCHEMA = { schema: 'jobs' };
const SENDS_ALONE = { schedule: false, supervise: false, registerInstance: false, max: 1 };
const EVERY_MINUTE = '* * * * *';

/**
 * Queues of jobs that say "look at this now". The rows of the features are the truth; a job may come late or twice. What
 * sends is apart from what works: it is ready within a few statements, and all that a process needs that answers.
 */
export class Jobs {
  private readonly sender: PgBoss;
  private readonly worker: PgBoss;
  private readonly database: Database;
  private working: Promise<PgBoss> | undefined;

  constructor(database: Database, { connection, onError }: JobsOptions) {
    this.sender = new PgBoss({ ...connection, ...SCHEMA, ...SENDS_ALONE });
    this.worker = new PgBoss({ ...givingWay(connection), ...SCHEMA, useListenNotify: true });
    for (const boss of [this.sender, this.worker]) boss.on('error', onError);
    this.database = database;
  }

  /** Makes the queues, so that whatever is sent to them from now on is kept until somebody works on it. */
  async open(queues: readonly string[]): Promise<void> {
    await this.sender.start();
    for (const queue of queues)
      if (!(await this.sender.getQueue(queue)))
        await this.sender.createQueue(queue, { ...QUEUE, notify: true, retryLimit: 5, retryBackoff: true });
  }

  /** Waits for handlers that run. */
  async close(): Promise<void> {
    const end = { graceful: true, timeout: 5_000 };
    try {
      await this.worker.stop(end);
    } finally {
      await this.sender.stop(end);
    }
  }

  /** Enqueues in the ambient transaction, if there is one. The queue must have been opened. */
  async send(queue: string, data: object): Promise<void> {
    await this.database.use(async (em) => {
      const transaction = em.getTransactionContext<Parameters<typeof fromKysely>[0]>();
      await this.sender.send(queue, data, transaction ? { db: fromKysely(transaction) } : {});
    });
  }

  /** Has the handler called again and again on some node, every so many seconds. */
  async repeat(queue: string, everySeconds: number, handle: () => Promise<void>): Promise<void> {
    // `short`: at most one waits, however many nodes ask for the next one. No `notify`: a queue that has it is hardly
    // polled, and nothing rings when a job that waits for its time may start.
    const boss = await this.start();
    await boss.createQueue(queue, { ...QUEUE, policy: 'short', retryLimit: 0 });
    // A node may die before it asks for the next, so one is asked for every minute; what waits already is not doubled.
    await boss.schedule(queue, EVERY_MINUTE);
    await boss.send(queue, {});
    // Last, so that all of it can be done again when it fails.
    await this.work(queue, async () => {
      // Before the work, not after: a node that dies at it must not take the next call with it.
      await boss.send(queue, {}, { startAfter: everySeconds });
      await handle();
    });
  }

  /** Handles no more jobs of these queues: they are for other processes. */
  async leave(queues: readonly string[]): Promise<void> {
    await Promise.all(queues.map((queue) => this.worker.offWork(queue, { wait: false })));
  }

  /** Handles the queue's jobs, some at a time; those that were fetched with one that failed are tried again, later and later. */
  async work<T extends object>(queue: string, handle: (data: T) => Promise<void>): Promise<void> {
    // Of a queue with `notify` one job is fetched for each ring: many that come at once would wait for each other.
    const options = { pollingIntervalSeconds: 0.5, batchSize: MAX_AT_ONCE, burstWhenBatchFull: true };
    const boss = await this.start();
    await boss.work<T>(queue, options, async (jobs) => {
      await Promise.all(jobs.map(({ data }) => handle(data)));
    });
  }

  private start(): Promise<PgBoss> {
    this.working ??= this.worker.start().catch((error) => {
      this.working = undefined;
      throw error;
    });
    return this.working;
  }
}

/**
 * PGlite does not let go of the thread from one statement to the next. In a millisecond a request that came meanwhile is
 * answered, for which the thread has to be free several times.
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
