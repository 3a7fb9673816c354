import { defineEntity, p, raw } from '@mikro-orm/core';
import type { Claim, Claimed, IdempotencyStore, KeyRef } from '../../domain/shared/idempotency-store.ts';
import type { Json } from '../../domain/shared/json.ts';
import type { Database } from '../postgres/database.ts';

export const IdempotencyKeyRow = defineEntity({
  name: 'IdempotencyKeyRow',
  tableName: 'idempotency_keys',
  properties: {
    workspaceId: p.text().primary(),
    userId: p.text().primary(),
    operation: p.text().primary(),
    key: p.text().primary(),
    fingerprint: p.text(),
    /** Of a claim; null once there is a result. */
    holder: p.text().nullable(),
    expiresAt: p.datetime(3).nullable(),
    result: p.json<{ value: Json }>().nullable(),
    createdAt: p.datetime(3),
  },
});

const KEPT_FOR = "interval '24 hours'";
const IS_OLD = `idempotency_keys.created_at < now() - ${KEPT_FOR}`;
// The clock, not the start of the transaction, which may have waited for another one.
const IS_ABANDONED = `idempotency_keys.expires_at < clock_timestamp()
  and idempotency_keys.fingerprint = excluded.fingerprint`;

/**
 * Takes the key in one statement: only so is a key that nobody has yet taken by one of two requests. The mapper's `upsert`
 * has no condition.
 */
const CLAIM = `
  insert into idempotency_keys (workspace_id, user_id, operation, key, fingerprint, holder, expires_at)
  values (?, ?, ?, ?, ?, ?, clock_timestamp() + ? * interval '1 millisecond')
  on conflict (workspace_id, user_id, operation, key) do update
  set fingerprint = excluded.fingerprint, holder = excluded.holder, expires_at = excluded.expires_at, result = null,
      created_at = case when ${IS_OLD} then now() else idempotency_keys.created_at end
  where ${IS_OLD} or (${IS_ABANDONED})
  returning (extract(epoch from created_at) * 1000)::text as since_ms`;

export class PostgresIdempotencyStore implements IdempotencyStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  claim(ref: KeyRef, claim: Claim): Promise<Claimed> {
    const { workspaceId, userId, operation, key } = ref;
    const { fingerprint, holder, forMs } = claim;
    return this.database.use(async (em) => {
      for (;;) {
        const values = [workspaceId, userId, operation, key, fingerprint, holder, forMs];
        const [taken] = await em.execute<{ since_ms: string }[]>(CLAIM, values);
        if (taken) return { state: 'TAKEN', since: new Date(Number(taken.since_ms)) };
        const row = await em.getRepository(IdempotencyKeyRow).findOne({ ...ref }, { disableIdentityMap: true });
        if (row?.result) return { state: 'SETTLED', fingerprint: row.fingerprint, result: row.result.value };
        if (row) return { state: 'HELD', fingerprint: row.fingerprint };
        // It was freed between the two statements.
      }
    });
  }

  async settle(ref: KeyRef, holder: string, value: Json): Promise<boolean> {
    const settled = { result: { value }, holder: null, expiresAt: null };
    const count = await this.database.use((em) =>
      em.getRepository(IdempotencyKeyRow).nativeUpdate({ ...ref, holder }, settled),
    );
    return count > 0;
  }

  async release(ref: KeyRef, holder: string): Promise<void> {
    await this.database.use((em) => em.getRepository(IdempotencyKeyRow).nativeDelete({ ...ref, holder }));
  }

  /** Forgets what has been kept for long enough. */
  async forgetOld(): Promise<void> {
    const isOld = { createdAt: { $lt: raw(`now() - ${KEPT_FOR}`) } };
    await this.database.use((em) => em.getRepository(IdempotencyKeyRow).nativeDelete(isOld));
  }
}
