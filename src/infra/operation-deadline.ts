import { AsyncLocalStorage } from 'node:async_hooks';
import { Unavailable } from '../domain/shared/errors.ts';

const current = new AsyncLocalStorage<OperationDeadline>();

/** An operation that is late has ended by then. Work that it started for others goes on undisturbed afterwards. */
const STOPS_WITHIN_MS = 30_000;
const TOO_LATE = 'The server could not finish this in time. Try again shortly.';
const UNKNOWN_OUTCOME =
  'The server could not finish this in time, and it is not known whether the change was made. Send it again with the same idempotencyKey: it is then made once. Without a key, look first whether it was made.';

/** How long operations may take on the server. */
export interface OperationLimits {
  /** Queries, starts of subscriptions, and everything until the operation is known. */
  readonly queryMs: number;
  readonly mutationMs: number;
}

/** The deadline of the operation that the calling code works for; undefined for background work. */
export function currentDeadline(): OperationDeadline | undefined {
  return current.getStore();
}

/** Runs work that no operation waits for, or that its deadline must not stop. */
export function withoutDeadline<T>(work: () => T): T {
  return current.exit(work);
}

/**
 * The time that one operation may take on the server. When it is over, `race` rejects, and what the operation holds is
 * freed: a holder registers with `onLate`.
 */
export class OperationDeadline {
  /** The error for the caller; undefined until the time is over. */
  late: Unavailable | undefined;
  private readonly startedAt = performance.now();
  private readonly listeners = new Set<() => void>();
  private readonly limits: OperationLimits;
  private timer: NodeJS.Timeout | undefined;
  private pausedAt: number | undefined;
  private pausedMs = 0;
  private lateAt = 0;
  private isMutation = false;
  private hasEnded = false;

  constructor(limits: OperationLimits) {
    this.limits = limits;
    this.arm();
  }

  /** Whether the operation is late and its work has to stop. */
  get stopsWork(): boolean {
    return this.late !== undefined && performance.now() - this.lateAt < STOPS_WITHIN_MS;
  }

  /** A deadline of the same length that begins now, for another piece of the work. */
  again(): OperationDeadline {
    return new OperationDeadline(this.limits);
  }

  /** A mutation may take longer, and its outcome is unknown when it is late. */
  forMutation(): void {
    this.isMutation = true;
    if (this.pausedAt === undefined && !this.late && !this.hasEnded) this.arm();
  }

  /** The time that the client takes does not count. */
  pause(): void {
    clearTimeout(this.timer);
    this.pausedAt ??= performance.now();
  }

  resume(): void {
    if (this.pausedAt === undefined || this.late || this.hasEnded) return;
    this.pausedMs += performance.now() - this.pausedAt;
    this.pausedAt = undefined;
    this.arm();
  }

  /** The operation has ended. */
  end(): void {
    this.hasEnded = true;
    clearTimeout(this.timer);
  }

  /** Calls back once when the time is over. Returns how to stop that. */
  onLate(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Runs the work, so that it finds this deadline. */
  run<T>(work: () => T): T {
    return current.run(this, work);
  }

  /** The result of the work. Rejects with `late` when the time is over first. */
  async race<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.late) throw this.late;
    const late = Promise.withResolvers<never>();
    const stop = this.onLate(() => late.reject(this.late));
    return Promise.race([this.run(async () => work()), late.promise]).finally(stop);
  }

  private arm(): void {
    clearTimeout(this.timer);
    const limitMs = this.isMutation ? this.limits.mutationMs : this.limits.queryMs;
    const usedMs = performance.now() - this.startedAt - this.pausedMs;
    this.timer = setTimeout(() => this.beLate(), Math.max(0, limitMs - usedMs)).unref();
  }

  private beLate(): void {
    this.lateAt = performance.now();
    this.late = new Unavailable(this.isMutation ? UNKNOWN_OUTCOME : TOO_LATE);
    for (const listener of [...this.listeners]) listener();
    this.listeners.clear();
  }
}
