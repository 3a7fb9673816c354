import type { IdempotencyStore, KeptResult, KeyRef } from '../../../src/domain/shared/idempotency.ts';
import type { Json } from '../../../src/domain/shared/json.ts';
import { MemoryDatabase } from './memory-database.ts';

/** Results by key, in memory; a request waits for the one before it because transactions run one at a time. */
export class MemoryIdempotencyStore implements IdempotencyStore {
  private readonly database: MemoryDatabase;
  private readonly results: Map<string, KeptResult>;

  constructor(database = new MemoryDatabase()) {
    this.database = database;
    this.results = database.table();
  }

  claim(ref: KeyRef, fingerprint: string): Promise<KeptResult | undefined> {
    return this.database.use(() => {
      const kept = this.results.get(keyOf(ref));
      if (!kept) this.results.set(keyOf(ref), { fingerprint, result: null });
      return kept;
    });
  }

  keep(ref: KeyRef, result: Json): Promise<void> {
    return this.database.use(() => {
      const claimed = this.results.get(keyOf(ref));
      if (claimed) this.results.set(keyOf(ref), { ...claimed, result });
    });
  }
}

function keyOf({ workspaceId, operation, key }: KeyRef): string {
  return JSON.stringify([workspaceId, operation, key]);
}
