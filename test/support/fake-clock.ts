import type { Clock } from '../../src/domain/shared/ports.ts';

interface Sleeper {
  readonly dueAt: number;
  readonly wake: () => void;
}

/** Turns of the event loop in which a sleeper or the condition may come. */
const MAX_TURNS = 1_000;
const TURNS_WITHOUT_TIME = 50;

/** A clock that advances only by its methods. Sleepers wake in the order of their due times. */
export class FakeClock implements Clock {
  private time: number;
  /** The number of milliseconds by which the time of day was set back. */
  private behindMs = 0;
  private readonly sleepers = new Set<Sleeper>();

  constructor(start = '2026-01-01T00:00:00.000Z') {
    this.time = Date.parse(start);
  }

  now(): Date {
    return new Date(this.time - this.behindMs);
  }

  monotonicMs(): number {
    return this.time;
  }

  /** Sets the time of day back, as an operator or a time server may do. */
  setBack(ms: number): void {
    this.behindMs += ms;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (ms <= 0 || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        this.sleepers.delete(sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { dueAt: this.time + ms, wake };
      this.sleepers.add(sleeper);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }

  /** The number of present sleepers. */
  get sleeping(): number {
    return this.sleepers.size;
  }

  /** Lets all work run that needs no more time. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Advances the time. Stops at every sleeper on the way and lets its work run. */
  async advance(ms: number): Promise<void> {
    const until = this.time + ms;
    await this.settle();
    for (let next = this.next(); next && next.dueAt <= until; next = this.next()) await this.wake(next);
    this.time = until;
    await this.settle();
  }

  /** Advances the time until the condition is true. Throws when that cannot happen, or not within a day. */
  async until(condition: () => boolean): Promise<void> {
    const limit = this.time + 86_400_000;
    await this.settle();
    while (!condition()) {
      // Work that takes several turns of the event loop needs no time of this clock.
      for (let turn = 0; turn < MAX_TURNS && !this.next() && !condition(); turn++) await this.settle();
      if (condition()) return;
      const next = this.next();
      if (!next) throw new Error('No sleeper is left, and the condition is still false.');
      if (next.dueAt > limit) throw new Error('The condition was still false after a day.');
      await this.wake(next);
    }
  }

  /** Advances the time until the promise has settled, and returns its result. */
  async passing<T>(promise: Promise<T>): Promise<T> {
    let isDone = false;
    const done = () => {
      isDone = true;
    };
    promise.then(done, done);
    // Work that needs no time must not let any pass: leases of others would be renewed.
    for (let turn = 0; turn < TURNS_WITHOUT_TIME && !isDone; turn++) await this.settle();
    await this.until(() => isDone);
    return promise;
  }

  private next(): Sleeper | undefined {
    return [...this.sleepers].sort((one, other) => one.dueAt - other.dueAt)[0];
  }

  private async wake(sleeper: Sleeper): Promise<void> {
    this.time = Math.max(this.time, sleeper.dueAt);
    sleeper.wake();
    await this.settle();
  }
}
