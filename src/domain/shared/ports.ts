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

/** Prefixed ids that sort by time of creation, such as `dbt_01k9…`. */
export interface Ids {
  next(prefix: string): string;
}

/** Random bytes as lower-case hexadecimal digits, two for each byte. */
export interface Random {
  hex(bytes: number): string;
}

/**
 * Runs the work in one transaction: all of its writes are stored, or none. Inside another transaction it joins that one.
 * Do not make network calls inside.
 */
export type Atomically = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Runs the work after the commit of the ambient transaction, before its `atomically` resolves; never after a rollback.
 * Outside of a transaction the work runs at once. For notifications about a change.
 */
export type AfterCommit = (work: () => unknown) => Promise<void>;

/** A shared value and its version. */
export interface SharedValue {
  readonly key: string;
  readonly value: Json;
  /** Changes with every write. Compare it only. */
  readonly version: string;
}

/**
 * State shared by all nodes that may be lost: breakers, revocations, cache generations. Values expire; an expired value
 * counts as absent.
 */
export interface SharedState {
  get(key: string): Promise<SharedValue | undefined>;
  /** All values whose keys start with the prefix, ordered by key. */
  list(prefix: string): Promise<readonly SharedValue[]>;
  /**
   * Writes the value for `ttlMs` if the key still has this version (undefined: does not exist). Returns false, and writes
   * nothing, when the version has changed.
   */
  compareAndSet(key: string, version: string | undefined, value: Json, ttlMs: number): Promise<boolean>;
  /** Writes the value for `ttlMs`, in place of any other. For keys with one writer. */
  set(key: string, value: Json, ttlMs: number): Promise<void>;
}

/** What the log lines of a piece of work name. */
export interface WorkNames {
  readonly requestId?: string;
  /** The name of the GraphQL operation, or its root field. */
  readonly operation?: string | undefined;
  /** The number of a WebSocket in its process. */
  readonly socket?: number;
  readonly workspaceId?: string;
  readonly userId?: string;
  readonly debateId?: string;
  /** The id of the agent that is asked. */
  readonly agent?: string;
  readonly job?: string;
  readonly sweep?: string;
  readonly reactor?: string;
}

/** Names work in its log lines. */
export interface WorkContext {
  /** For an entry: the work has only these names. */
  enter<T>(names: WorkNames, work: () => T): T;
  /** For a part: the work has these names too. */
  extend<T>(names: WorkNames, work: () => T): T;
}
