import type { Json } from './json.ts';

/** Time and waiting. Tests use a fake clock. */
export interface Clock {
  now(): Date;
  /** Monotonic milliseconds, for durations. */
  monotonicMs(): number;
  /**
   * Resolves after `ms` milliseconds, or at once when the signal aborts; it never rejects. Code that aborts often
   * passes `null` as reason: without one an error with its stack is created each time.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Prefixed ids that sort by the time of their making, such as `dbt_01k9…`. */
export interface Ids {
  next(prefix: string): string;
}

/** Random bytes, as lower-case hexadecimal digits (two a byte). */
export interface Random {
  hex(bytes: number): string;
}

/**
 * Runs the work in one transaction: all of its writes are kept, or none. Called inside another it joins that one.
 * No network call belongs inside.
 */
export type Atomically = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Runs the work once the ambient transaction is committed, before its `atomically` resolves; never when it is rolled back.
 * Outside of a transaction the work runs at once. For notices of a change to others.
 */
export type AfterCommit = (work: () => unknown) => Promise<void>;

/** A shared value and its version. */
export interface SharedValue {
  readonly key: string;
  readonly value: Json;
  /** Changes with every write; only good for comparing. */
  readonly version: string;
}

/**
 * State shared by all nodes that may be lost: breakers, revocations, cache generations. Values expire; an expired value
 * counts as absent.
 */
export interface SharedState {
  get(key: string): Promise<SharedValue | undefined>;
  /** Every value whose key begins with the prefix, ordered by key. */
  list(prefix: string): Promise<readonly SharedValue[]>;
  /**
   * Writes the value for `ttlMs` if the key still stands at this version (undefined: is not there). Returns false, and
   * writes nothing, when the version has changed.
   */
  compareAndSet(key: string, version: string | undefined, value: Json, ttlMs: number): Promise<boolean>;
}
