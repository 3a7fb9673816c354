import { createHash } from 'node:crypto';
import { userError } from './errors.ts';
import { canonical, type Json, storable } from './json.ts';
import type { Atomically } from './ports.ts';

/** A mutation that was asked for under a key: what was asked, and what came of it. */
export interface KeptResult {
  /** SHA-256 of the canonical input, 64 hexadecimal digits. */
  readonly fingerprint: string;
  readonly result: Json;
}

export interface KeyRef {
  readonly workspaceId: string;
  readonly operation: string;
  readonly key: string;
}

/** Keeps results by key, for a day. Used inside one transaction. */
export interface IdempotencyStore {
  /** Takes the key, or answers what it was used for. Waits while another request with the same key is being served. */
  claim(ref: KeyRef, fingerprint: string): Promise<KeptResult | undefined>;
  /** Keeps the result of a claimed key. */
  keep(ref: KeyRef, result: Json): Promise<void>;
}

/** Does the work once for one key: the same key and input again answer the first result and do nothing. */
export class Idempotency {
  private readonly store: IdempotencyStore;
  private readonly atomically: Atomically;

  constructor(store: IdempotencyStore, atomically: Atomically) {
    this.store = store;
    this.atomically = atomically;
  }

  /** Without a key the work is just done. Throws a `Refusal` (IDEMPOTENCY_MISMATCH) for a key used with other input. */
  async once<T extends Json>(
    ref: Omit<KeyRef, 'key'>,
    key: string | undefined,
    input: unknown,
    work: () => Promise<T>,
  ) {
    if (key === undefined) return work();
    if (!/^[\x20-\x7e]{1,200}$/.test(key)) {
      const message = 'idempotencyKey: write 1 to 200 printable ASCII characters.';
      throw userError('INVALID_INPUT', message, ['idempotencyKey']);
    }
    const fingerprint = createHash('sha256')
      .update(canonical(storable(input)))
      .digest('hex');
    const keyRef = { ...ref, key };
    return this.atomically(async () => {
      const kept = await this.store.claim(keyRef, fingerprint);
      if (kept && kept.fingerprint !== fingerprint) throw mismatch();
      if (kept) return kept.result as T;
      const result = await work();
      await this.store.keep(keyRef, result);
      return result;
    });
  }
}

function mismatch() {
  const message = 'idempotencyKey: this key was used with other input. Use a new key for a new request.';
  return userError('IDEMPOTENCY_MISMATCH', message, ['idempotencyKey']);
}
