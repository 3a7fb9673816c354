import type { Claim, Claimed, IdempotencyStore, KeyRef } from '../../../src/domain/shared/idempotency-store.ts';
import type { Json } from '../../../src/domain/shared/json.ts';
import type { Clock } from '../../../src/domain/shared/ports.ts';
import { MemoryDatabase } from './memory-database.ts';

interface Row {
  readonly fingerprint: string;
  readonly since: Date;
  /** null when there is a result. */
  readonly holder: { readonly id: string; readonly untilMs: number } | null;
  readonly result: Json;
}

const KEPT_MS = 24 * 3_600_000;

/** Claims and results by key, in memory. Transactions run one at a time, so a request waits for the one before it. */
export class MemoryIdempotencyStore implements IdempotencyStore {
  private readonly clock: Clock;
  private readonly database: MemoryDatabase;
  private readonly rows: Map<string, Row>;

  constructor(clock: Clock, database = new MemoryDatabase()) {
    this.clock = clock;
    this.database = database;
    this.rows = database.table();
  }

  claim(ref: KeyRef, { fingerprint, holder, forMs }: Claim): Promise<Claimed> {
    return this.database.use((): Claimed => {
      const now = this.clock.now();
      const row = this.rowOf(ref, now);
      const isAbandoned = row?.holder && row.holder.untilMs < now.getTime() && row.fingerprint === fingerprint;
      if (row && !isAbandoned) return row.holder ? { state: 'HELD', ...row } : { state: 'SETTLED', ...row };
      const since = row?.since ?? now;
      const claimed = { id: holder, untilMs: now.getTime() + forMs };
      this.rows.set(keyOf(ref), { fingerprint, since, holder: claimed, result: null });
      return { state: 'TAKEN', since };
    });
  }

  settle(ref: KeyRef, holder: string, result: Json): Promise<boolean> {
    return this.database.use(() => {
      const row = this.rows.get(keyOf(ref));
      if (row?.holder?.id !== holder) return false;
      this.rows.set(keyOf(ref), { ...row, holder: null, result });
      return true;
    });
  }

  release(ref: KeyRef, holder: string): Promise<void> {
    return this.database.use(() => {
      if (this.rows.get(keyOf(ref))?.holder?.id === holder) this.rows.delete(keyOf(ref));
    });
  }

  /** All stored rows. */
  dump(): Promise<readonly unknown[]> {
    return this.database.use(() => [...this.rows]);
  }

  private rowOf(ref: KeyRef, now: Date): Row | undefined {
    const row = this.rows.get(keyOf(ref));
    return row && now.getTime() - row.since.getTime() <= KEPT_MS ? row : undefined;
  }
}

function keyOf({ workspaceId, userId, operation, key }: KeyRef): string {
  return JSON.stringify([workspaceId, userId, operation, key]);
}
