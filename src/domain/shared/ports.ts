import type { Json } from './json.ts';

/** The time, and waiting. Tests put a clock of their own in its place. */
export interface Clock {
  now(): Date;
  /** Milliseconds since some moment, for durations: unlike the time of day it is never set. */
  monotonicMs(): number;
  /**
   * Resolves after `ms` milliseconds, or at once when the signal aborts; it never rejects. What often cuts a sleep short
   * aborts with `null`: without a reason an error is made each time, stack and all.
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
 * Has the work done once the ambient transaction is kept, before its `atomically` resolves; never when it is undone. Outside
 * of a transaction it is done at once. For what others are told of the change.
 */
export type AfterCommit = (work: () => unknown) => Promise<void>;

/** A value that nodes share, and the version it stands at. */
export interface SharedValue {
  readonly key: string;
  readonly value: Json;
  /** Changes with every write; only good for comparing. */
  readonly version: string;
}

/**
 * What all nodes should know but nothing depends on surviving: breakers, revocations, cache generations. Values expire;
 * an expired one is not there.
 */
export interface SharedState {
  get(key: string): Promise<SharedValue | undefined>;
  /** Every value whose key begins with the prefix, ordered by key. */
  list(prefix: string): Promise<readonly SharedValue[]>;
  /**
   * Writes the value for `ttlMs` if the key still stands at this version (undefined: is not there). Answers false, and
   * writes nothing, when somebody else was first.
   */
  compareAndSet(key: string, version: string | undefined, value: Json, ttlMs: number): Promise<boolean>;
}
