import type { Database } from './postgres/database.ts';

/** What a queue has for a process that looks at it, or one sweep of the housekeeping. */
export interface DueJob {
  readonly queue: string;
  /** The sweep; null for all jobs of another queue. */
  readonly sweep: string | null;
  /** Milliseconds until its first waiting job is due, negative once it is; null when none waits. */
  readonly dueInMs: number | null;
  /** A job has been with a process for longer than it may. */
  readonly hasExpired: boolean;
}

/**
 * The first job of each queue is an index probe, for any number of jobs and queues; see
 * `docs/decisions/idle-server.md`.
 */
const DUE = `
  with first as (
    select name as queue, null as sweep, least(
      (select min(start_after) from jobs.job where name = queue.name and state = 'created' and not blocked),
      (select min(start_after) from jobs.job where name = queue.name and state = 'retry' and not blocked)
    ) as start_after
    from unnest($1::text[]) as queue(name)
    union all
    select name, singleton_key, start_after from jobs.job
    where name = $2 and state in ('created', 'retry') and not blocked
  )
  select queue, sweep, (extract(epoch from start_after - jobs.job_now()) * 1000)::float8 as "dueInMs",
    exists (select from jobs.job where name = queue and state = 'active'
      and started_on + expire_seconds * interval '1 second' < jobs.job_now()) as "hasExpired"
  from first`;

/** Moves a waiting job to later, for one of the processes that find it due at the same time. */
const POSTPONE = `
  update jobs.job set start_after = jobs.job_now() + $3 * interval '1 millisecond'
  where name = $1 and singleton_key = $2 and state in ('created', 'retry') and start_after <= jobs.job_now()
  returning id`;

/** Reads in one statement which queues have work, so that an idle process does not poll each of them. */
export class DueJobs {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** One row for each queue, and one for each waiting sweep of the queue `sweeps`. */
  read(queues: readonly string[], sweeps: string): Promise<readonly DueJob[]> {
    return this.database.query<DueJob>(DUE, [queues, sweeps]);
  }

  /** Moves the waiting job of the sweep if it is due. Returns whether this process did. */
  async postpone(queue: string, sweep: string, ms: number): Promise<boolean> {
    return (await this.database.query(POSTPONE, [queue, sweep, ms])).length > 0;
  }
}
