import type { Json } from './json.ts';

/** The scope of a key: a user, an operation and a workspace. */
export interface KeyScope {
  readonly workspaceId: string;
  readonly userId: string;
  readonly operation: string;
}

export interface KeyRef extends KeyScope {
  readonly key: string;
}

/** A request to work under a key. */
export interface Claim {
  /** SHA-256 of the canonical input, 64 hexadecimal digits. */
  readonly fingerprint: string;
  /** Id of this request. */
  readonly holder: string;
  /** Milliseconds after which another holder may take over the claim. */
  readonly forMs: number;
}

/**
 * TAKEN: the claim holds, on a key first claimed at `since` · HELD: another holder works under the key ·
 * SETTLED: the work was done, and this is its result.
 */
export type Claimed =
  | { readonly state: 'TAKEN'; readonly since: Date }
  | { readonly state: 'HELD'; readonly fingerprint: string }
  | { readonly state: 'SETTLED'; readonly fingerprint: string; readonly result: Json };

/** Stores claims and results by key for a day. */
export interface IdempotencyStore {
  /**
   * Claims a key that is free, that was first claimed more than a day ago, or whose claim with the same fingerprint has
   * expired. While an open transaction holds the key, it waits for the end of that transaction.
   */
  claim(ref: KeyRef, claim: Claim): Promise<Claimed>;
  /** Stores the result. Returns false, and stores nothing, when the holder has lost the claim. */
  settle(ref: KeyRef, holder: string, result: Json): Promise<boolean>;
  /** Frees the key if the holder still has the claim. */
  release(ref: KeyRef, holder: string): Promise<void>;
}
