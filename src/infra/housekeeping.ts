import type { Sweep } from '../domain/shared/background-work.ts';
import type { DueJob } from './due-jobs.ts';
import { type Jobs, SWEEP_QUEUE as QUEUE } from './jobs.ts';
import { workContext } from './log-context.ts';

/**
 * `short`: at most one job of a sweep waits, however many nodes ask for the next one. A node that dies between the fetch of
 * a job and the request for the next one leaves a job that expires and is tried again.
 */
const QUEUE_OPTIONS = {
  ...{ policy: 'short', notify: false, retryLimit: 1_000, retryDelay: 1 },
  ...{ expireInSeconds: 30, deleteAfterSeconds: 60 },
} as const;
const MAX_AT_ONCE = 20;
/** Due jobs are found by timers and by the watch. */
const POLL_SECONDS = 600;
/** What a timer may be early by, against the clock of the database. */
const DUE_MARGIN_MS = 20;
/** How much later than the node with the timer the others take a due sweep. */
const TAKE_OVER_MS = 500;
/** A due sweep that this node could not begin is looked at again. */
const RETRY_MS = 5_000;
/** Sweeps of at least this interval run together at its multiples, so that they share the statements of their jobs. */
const TOGETHER_MS = 60_000;

export interface HousekeepingOptions {
  readonly jobs: Jobs;
  readonly sweeps: readonly Sweep[];
  onError(sweep: string, error: unknown): void;
}

type Boss = Awaited<ReturnType<Jobs['start']>>;

interface Timer {
  readonly dueAtMs: number;
  readonly timeout: NodeJS.Timeout;
}

/**
 * Runs the sweeps as jobs of one queue, with the sweep's name as data. Each job asks for the next one, which starts later;
 * nothing notifies when it is due, so the node that asked sets a timer. The others look at the due time whether it did.
 */
export class Housekeeping {
  private readonly options: HousekeepingOptions;
  private readonly running = new Map<string, Promise<void>>();
  private readonly timers = new Map<string, Timer>();
  /** Sweeps that were found not to be idle, and need not be asked again when they begin. */
  private readonly busy = new Set<string>();
  private readonly stopping = new AbortController();
  private workerId = '';

  constructor(options: HousekeepingOptions) {
    this.options = options;
  }

  /** Begins with every sweep. Can be called again when it fails. */
  async start(): Promise<void> {
    const { jobs, sweeps } = this.options;
    const boss = await jobs.start();
    await boss.createQueue(QUEUE, QUEUE_OPTIONS);
    await boss.insert(
      QUEUE,
      sweeps.map(({ name }) => ({ data: { sweep: name }, singletonKey: name })),
    );
    this.workerId = await boss.work<{ sweep: string }>(
      QUEUE,
      { pollingIntervalSeconds: POLL_SECONDS, batchSize: MAX_AT_ONCE, burstWhenBatchFull: true },
      (found) => this.begin(boss, new Set(found.map(({ data }) => data.sweep))),
    );
    jobs.watch.add(QUEUE, (found) => Math.min(...found.map((job) => this.onLook(boss, job)), Number.POSITIVE_INFINITY));
  }

  /** Begins no more sweeps, and waits for those that run. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const { timeout } of this.timers.values()) clearTimeout(timeout);
    await this.options.jobs.leave([QUEUE]);
    await Promise.all(this.running.values());
  }

  /** Asks for the next sweeps and begins these. Does not wait for them: a long sweep must not hold up the others. */
  private async begin(boss: Boss, names: ReadonlySet<string>): Promise<void> {
    const sweeps = this.options.sweeps.filter(({ name }) => names.has(name));
    if (sweeps.length === 0 || this.stopping.signal.aborted) return;
    const next = sweeps.map(({ name, intervalMs }) => ({ name, ms: msUntilNext(intervalMs) }));
    // Before the sweeps, not after: a node that dies in them must not take the next ones with it.
    await boss.insert(
      QUEUE,
      next.map(({ name, ms }) => ({ data: { sweep: name }, singletonKey: name, startAfter: ms / 1_000 })),
    );
    for (const { name, ms } of next) this.wakeAfter(boss, name, ms);
    for (const sweep of sweeps) this.beginOne(boss, sweep);
  }

  private beginOne(boss: Boss, sweep: Sweep): void {
    const { name } = sweep;
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
    if (this.busy.delete(name) || !(await idle?.isIdle())) return sweep(this.stopping.signal);
    const intervalMs = idle?.intervalMs ?? 0;
    await boss.update(QUEUE, undefined, { singletonKey: name, startAfter: intervalMs / 1_000 });
    this.wakeAfter(boss, name, intervalMs);
  }

  private wakeAfter(boss: Boss, name: string, ms: number): void {
    clearTimeout(this.timers.get(name)?.timeout);
    if (this.stopping.signal.aborted) return;
    const timeout = setTimeout(() => {
      this.timers.delete(name);
      void this.wake(boss, name);
    }, ms + DUE_MARGIN_MS).unref();
    this.timers.set(name, { dueAtMs: performance.now() + ms, timeout });
  }

  /** Fetches a due sweep; an idle one is moved to later without being fetched, which costs half of the statements. */
  private async wake(boss: Boss, name: string): Promise<void> {
    const { jobs, sweeps } = this.options;
    const idle = this.running.has(name) ? undefined : sweeps.find((one) => one.name === name)?.idle;
    try {
      if (await idle?.isIdle()) return await this.postpone(boss, name, idle?.intervalMs ?? 0);
      if (idle) this.busy.add(name);
      boss.notifyWorker(this.workerId);
    } catch (error) {
      this.options.onError(name, error);
    }
    jobs.watch.lookWithin(RETRY_MS);
  }

  private async postpone(boss: Boss, name: string, ms: number): Promise<void> {
    const { watch, dueJobs } = this.options.jobs;
    if (await dueJobs.postpone(QUEUE, name, ms)) this.wakeAfter(boss, name, ms);
    // Another node has it.
    else watch.lookWithin(TAKE_OVER_MS);
  }

  /** Takes over a sweep that is due and that no node has begun. Returns when to look at this sweep again. */
  private onLook(boss: Boss, { sweep: name, dueInMs }: DueJob): number {
    if (name === null || dueInMs === null || !this.options.sweeps.some((one) => one.name === name))
      return Number.POSITIVE_INFINITY;
    if (dueInMs <= -TAKE_OVER_MS) {
      void this.wake(boss, name);
      return Number.POSITIVE_INFINITY;
    }
    const timer = this.timers.get(name);
    if (timer && timer.dueAtMs >= performance.now() + dueInMs - TAKE_OVER_MS) return Number.POSITIVE_INFINITY;
    // Another node has moved it to later, and has its timer.
    clearTimeout(timer?.timeout);
    this.timers.delete(name);
    return dueInMs + TAKE_OVER_MS;
  }
}

/** The interval; a long one ends with those of other sweeps. */
function msUntilNext(intervalMs: number): number {
  if (intervalMs < TOGETHER_MS) return intervalMs;
  const now = Date.now();
  return Math.max(Math.round((now + intervalMs) / TOGETHER_MS) * TOGETHER_MS - now, TOGETHER_MS / 2);
}
