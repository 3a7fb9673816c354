import type { Sweep } from '../domain/shared/background-work.ts';
import type { Jobs } from './jobs.ts';
import { workContext } from './log-context.ts';

const QUEUE = 'housekeeping';
/**
 * `short`: at most one job of a sweep waits, however many nodes ask for the next one. A node that dies between the fetch of
 * a job and the request for the next one leaves a job that expires and is tried again.
 */
const QUEUE_OPTIONS = {
  ...{ policy: 'short', notify: false, retryLimit: 1_000, retryDelay: 1 },
  ...{ expireInSeconds: 30, deleteAfterSeconds: 60 },
} as const;
const MAX_AT_ONCE = 20;
/** How often a node looks for a sweep that became due on a node which has died. */
const TAKE_OVER_SECONDS = 5;
/** The only process of a database has its own timers for all that is due. */
const ALONE_SECONDS = 60;
/** What a timer may be early by, against the clock of the database. */
const DUE_MARGIN_MS = 20;

export interface HousekeepingOptions {
  readonly jobs: Jobs;
  readonly sweeps: readonly Sweep[];
  /** Whether this process is the only one that uses the database. */
  readonly isAlone: boolean;
  onError(sweep: string, error: unknown): void;
}

type Boss = Awaited<ReturnType<Jobs['start']>>;

/**
 * Runs the sweeps as jobs of one queue, with the sweep's name as data. Each job asks for the next one, which starts later;
 * nothing notifies when it is due, so the node that asked sets a timer, and the others poll.
 */
export class Housekeeping {
  private readonly options: HousekeepingOptions;
  private readonly running = new Map<string, Promise<void>>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly stopping = new AbortController();
  private workerId = '';

  constructor(options: HousekeepingOptions) {
    this.options = options;
  }

  /** Begins with every sweep. Can be called again when it fails. */
  async start(): Promise<void> {
    const { jobs, sweeps, isAlone } = this.options;
    const boss = await jobs.start();
    await boss.createQueue(QUEUE, QUEUE_OPTIONS);
    await boss.insert(
      QUEUE,
      sweeps.map(({ name }) => ({ data: { sweep: name }, singletonKey: name })),
    );
    const pollingIntervalSeconds = isAlone ? ALONE_SECONDS : TAKE_OVER_SECONDS;
    this.workerId = await boss.work<{ sweep: string }>(
      QUEUE,
      { pollingIntervalSeconds, batchSize: MAX_AT_ONCE, burstWhenBatchFull: true },
      async (found) => {
        await Promise.all(found.map(({ data }) => this.begin(boss, data.sweep)));
      },
    );
    // A job that a former process asked for has no timer here; by then it is due.
    for (const { name, intervalMs, idle } of sweeps)
      this.wakeAfter(boss, name, Math.max(intervalMs, idle?.intervalMs ?? 0));
  }

  /** Begins no more sweeps, and waits for those that run. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const timer of this.timers.values()) clearTimeout(timer);
    await this.options.jobs.leave([QUEUE]);
    await Promise.all(this.running.values());
  }

  /** Asks for the next sweep and begins this one. Does not wait for it: a long sweep must not hold up the others. */
  private async begin(boss: Boss, name: string): Promise<void> {
    const sweep = this.options.sweeps.find((one) => one.name === name);
    if (!sweep || this.stopping.signal.aborted) return;
    // Before the sweep, not after: a node that dies in it must not take the next one with it.
    await boss.send(QUEUE, { sweep: name }, { singletonKey: name, startAfter: sweep.intervalMs / 1_000 });
    this.wakeAfter(boss, name, sweep.intervalMs);
    if (this.running.has(name)) return;
    const run = workContext.enter({ sweep: name }, () =>
      this.run(boss, sweep).catch((error) => this.options.onError(name, error)),
    );
    this.running.set(
      name,
      run.finally(() => this.running.delete(name)),
    );
  }

  private async run(boss: Boss, { name, idle, sweep }: Sweep): Promise<void> {
    if (!(await idle?.isIdle())) return sweep(this.stopping.signal);
    const intervalMs = idle?.intervalMs ?? 0;
    await boss.update(QUEUE, undefined, { singletonKey: name, startAfter: intervalMs / 1_000 });
    this.wakeAfter(boss, name, intervalMs);
  }

  private wakeAfter(boss: Boss, name: string, ms: number): void {
    clearTimeout(this.timers.get(name));
    if (this.stopping.signal.aborted) return;
    this.timers.set(name, setTimeout(() => boss.notifyWorker(this.workerId), ms + DUE_MARGIN_MS).unref());
  }
}
