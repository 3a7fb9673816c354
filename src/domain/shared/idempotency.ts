import { createHash } from 'node:crypto';
import { derivedIds } from './derived-ids.ts';
import { Unavailable, userError } from './errors.ts';
import type { Claim, Claimed, IdempotencyStore, KeyRef, KeyScope } from './idempotency-store.ts';
import { canonical, type Json, storable } from './json.ts';
import type { Atomically, Clock, Ids } from './ports.ts';

/** A request with its key. `input` is compared and stored as a hash, so it contains no secret. */
export interface KeyedRequest {
  readonly scope: KeyScope;
  /** undefined: the request is not repeatable. */
  readonly key: string | undefined;
  readonly input: unknown;
}

/** A result, and whether it comes from an earlier request with the same key. */
export interface Outcome<T> {
  readonly result: T;
  readonly isRepeated: boolean;
}

/** The claim of work outside of a transaction. */
export interface WorkClaim {
  /** The same ids for the same key, so that a second holder finds the objects that the first one created. */
  readonly ids: Ids;
  /** Aborts before the claim can pass to another holder. */
  readonly signal: AbortSignal;
}

export interface IdempotencyPorts {
  readonly store: IdempotencyStore;
  readonly atomically: Atomically;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Maximum duration of the work under one claim; then its signal aborts. */
export const MAX_WORK_MS = 25_000;
/** Duration of a claim: longer than the work, so that only a crashed holder loses it. */
export const CLAIM_MS = 30_000;
/** Maximum time that a repeated request waits for the first one. */
export const MAX_WAIT_MS = 10_000;
const LOOK_AGAIN_MS = 100;

type Attempt<T> = Outcome<T> | 'HELD';

/**
 * Work with one effect for each key, and the same result for all requests with that key.
 *
 *     once     one transaction: claim ── work ── settle
 *     outside  claim (committed) ── work (no transaction) ── settle (committed)
 *                    └ holder crashes ─ claim expires ─ the next request takes it over
 */
export class Idempotency {
  private readonly ports: IdempotencyPorts;

  constructor(ports: IdempotencyPorts) {
    this.ports = ports;
  }

  /**
   * For work that only writes to the database. Claim, effect and result are stored together or not at all. Throws a
   * `UserError` (IDEMPOTENCY_MISMATCH) for a key that was used with a different input.
   */
  once<T extends Json>(request: KeyedRequest, work: () => Promise<T>): Promise<Outcome<T>> {
    const { atomically, store } = this.ports;
    const ref = refOf(request);
    if (ref === undefined) return atomically(async () => fresh(await work()));
    return this.unlessHeld(() =>
      atomically(async () => {
        const claim = this.claimFor(request);
        const claimed = await this.take<T>(ref, claim);
        if (!isTaken(claimed)) return claimed;
        const result = await work();
        await store.settle(ref, claim.holder, result);
        return fresh(result);
      }),
    );
  }

  /**
   * For work with network calls, or work that must not be undone when it fails. It runs without a surrounding
   * transaction. A second request waits at most 10 s for the result of the first, then throws `Unavailable`. Work that
   * throws frees the key.
   */
  outside<T extends Json>(request: KeyedRequest, work: (claim: WorkClaim) => Promise<T>): Promise<Outcome<T>> {
    const ref = refOf(request);
    if (ref === undefined) return this.limited(this.ports.ids, work).then(fresh);
    return this.unlessHeld(async () => {
      const claim = this.claimFor(request);
      const claimed = await this.take<T>(ref, claim);
      if (!isTaken(claimed)) return claimed;
      const ids = derivedIds(canonical({ ...ref }), claimed.since);
      const result = await this.limited(ids, work).catch((error) => this.giveUp(ref, claim, error));
      const isSettled = await this.ports.store.settle(ref, claim.holder, result);
      // Another holder has taken over. Its result counts.
      return isSettled ? fresh(result) : 'HELD';
    });
  }

  private claimFor({ input }: KeyedRequest): Claim {
    const fingerprint = createHash('sha256')
      .update(canonical(storable(input)))
      .digest('hex');
    return { fingerprint, holder: this.ports.ids.next('clm'), forMs: CLAIM_MS };
  }

  private async take<T>(ref: KeyRef, claim: Claim): Promise<Attempt<T> | Taken> {
    const claimed = await this.ports.store.claim(ref, claim);
    if (isTaken(claimed)) return claimed;
    if (claimed.fingerprint !== claim.fingerprint) throw mismatch();
    return claimed.state === 'HELD' ? 'HELD' : { result: claimed.result as T, isRepeated: true };
  }

  private async unlessHeld<T>(attempt: () => Promise<Attempt<T>>): Promise<Outcome<T>> {
    for (let waitedMs = 0; waitedMs <= MAX_WAIT_MS; waitedMs += LOOK_AGAIN_MS) {
      const outcome = await attempt();
      if (outcome !== 'HELD') return outcome;
      await this.ports.clock.sleep(LOOK_AGAIN_MS);
    }
    throw stillWorking();
  }

  private async limited<T>(ids: Ids, work: (claim: WorkClaim) => Promise<T>): Promise<T> {
    const [late, done] = [new AbortController(), new AbortController()];
    void this.ports.clock.sleep(MAX_WORK_MS, done.signal).then(() => late.abort(new Unavailable(TOO_LONG)));
    try {
      return await work({ ids, signal: late.signal });
    } finally {
      done.abort();
    }
  }

  /** When the key cannot be freed, its claim expires. The error of the work is thrown in any case. */
  private async giveUp(ref: KeyRef, { holder }: Claim, error: unknown): Promise<never> {
    await this.ports.store.release(ref, holder).catch(() => {});
    throw error;
  }
}

type Taken = Extract<Claimed, { state: 'TAKEN' }>;

function isTaken(claimed: Claimed | Attempt<unknown>): claimed is Taken {
  return typeof claimed === 'object' && 'state' in claimed && claimed.state === 'TAKEN';
}

function fresh<T>(result: T): Outcome<T> {
  return { result, isRepeated: false };
}

function refOf({ scope, key }: KeyedRequest): KeyRef | undefined {
  if (key === undefined) return undefined;
  if (/^[\x20-\x7e]{1,200}$/.test(key)) return { ...scope, key };
  const message = 'idempotencyKey: write 1 to 200 printable ASCII characters.';
  throw userError('INVALID_INPUT', message, ['idempotencyKey']);
}

const TOO_LONG = 'This took too long and was stopped. Try again with the same idempotencyKey.';

function mismatch() {
  const message = 'idempotencyKey: this key was used with a different input. Use a new key for a new request.';
  return userError('IDEMPOTENCY_MISMATCH', message, ['idempotencyKey']);
}

function stillWorking() {
  return new Unavailable(
    'The first request with this idempotencyKey is still running. Send the same request again in a moment.',
  );
}
