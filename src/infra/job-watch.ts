import type { DueJob, DueJobs } from './due-jobs.ts';
import { isAway } from './postgres/unavailable.ts';

/** A lost notification delays a job by no more than this. */
const LOOK_EVERY_MS = 30_000;
/** Jobs that become due one after the other share a look. */
const MIN_GAP_MS = 500;
/** When a look has failed. */
const RETRY_MS = 5_000;

/** Receives what waits in a queue. Returns the time until it wants to know again; Infinity when it need not. */
export type OnLook = (found: readonly DueJob[]) => number;

export interface JobWatchOptions {
  readonly dueJobs: Pick<DueJobs, 'read'>;
  /** The queue of the sweeps, of which each job is reported. */
  readonly sweepQueue: string;
  /** Takes the expired jobs of a queue from the processes that have them. */
  release(queue: string): Promise<unknown>;
  onError(error: unknown): void;
}

/**
 * Looks for the jobs that no notification tells of: those that become due later, and those of processes that have died. One
 * statement looks at all queues, however many there are.
 */
export class JobWatch {
  private readonly options: JobWatchOptions;
  private readonly queues = new Map<string, OnLook>();
  private timer: NodeJS.Timeout | undefined;
  private nextAtMs = Number.POSITIVE_INFINITY;
  private lookedAtMs = Number.NEGATIVE_INFINITY;
  private looking = Promise.resolve();
  private isStopped = false;

  constructor(options: JobWatchOptions) {
    this.options = options;
  }

  add(queue: string, onLook: OnLook): void {
    this.queues.set(queue, onLook);
    this.lookWithin(MIN_GAP_MS);
  }

  remove(queue: string): void {
    this.queues.delete(queue);
  }

  /** Looks after this time, or earlier. */
  lookWithin(ms: number): void {
    const now = performance.now();
    const at = Math.max(now + Math.min(ms, LOOK_EVERY_MS), this.lookedAtMs + MIN_GAP_MS);
    if (this.isStopped || at >= this.nextAtMs) return;
    clearTimeout(this.timer);
    this.nextAtMs = at;
    this.timer = setTimeout(() => this.begin(), at - now).unref();
  }

  /** Waits for a look that has begun. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.looking;
  }

  private begin(): void {
    this.nextAtMs = Number.POSITIVE_INFINITY;
    this.looking = this.looking.then(() => this.look());
  }

  private async look(): Promise<void> {
    if (this.isStopped || this.queues.size === 0) return;
    this.lookedAtMs = performance.now();
    try {
      const { dueJobs, sweepQueue, release } = this.options;
      const found = Map.groupBy(await dueJobs.read([...this.queues.keys()], sweepQueue), ({ queue }) => queue);
      if (this.isStopped) return;
      const waits = [...this.queues].map(([queue, onLook]) => onLook(found.get(queue) ?? []));
      this.lookWithin(Math.min(LOOK_EVERY_MS, ...waits));
      for (const [queue, jobs] of found) if (jobs.some(({ hasExpired }) => hasExpired)) await release(queue);
    } catch (error) {
      if (!isAway(error)) this.options.onError(error);
      this.lookWithin(RETRY_MS);
    }
  }
}
