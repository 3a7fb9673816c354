import type { Json } from './json.ts';

/** One scope of keys: what a user asks of one operation in one workspace. */
export interface KeyScope {
  readonly workspaceId: string;
  readonly userId: string;
  readonly operation: string;
}

export interface KeyRef extends KeyScope {
  readonly key: string;
}

/** The wish to work under a key. */
export interface Claim {
  /** SHA-256 of the canonical input, 64 hexadecimal digits. */
  readonly fingerprint: string;
  /** Id of this one request. */
  readonly holder: string;
  /** After how many milliseconds others may take the claim over. */
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

/** Keeps claims and results by key, for a day. */
export interface IdempotencyStore {
  /**
   * Takes a key that is free, that was first claimed more than a day ago, or whose claim with the same fingerprint has
   * expired. While an open transaction holds the key it waits for the end of that transaction.
   */
  claim(ref: KeyRef, claim: Claim): Promise<Claimed>;
  /** Keeps the result; false, and nothing is kept, when the holder no longer has the claim. */
  settle(ref: KeyRef, holder: string, result: Json): Promise<boolean>;
  /** Frees the key, if the holder still has its claim. */
  release(ref: KeyRef, holder: string): Promise<void>;
}
