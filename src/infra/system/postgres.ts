import { defineEntity, type InferEntity, p, raw } from '@mikro-orm/core';
import type { SqlEntityRepository } from '@mikro-orm/sql';
import type { Claim, Claimed, IdempotencyStore, KeyRef } from '../../domain/shared/idempotency-store.ts';
import type { Json } from '../../domain/shared/json.ts';
import type { Database } from '../postgres/database.ts';

const CLAIMED_OR_SETTLED = '(result is null) = (holder is not null) and (holder is null) = (expires_at is null)';

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
    createdAt: p.datetime(3).defaultRaw('now()'),
  },
  checks: [{ name: 'idempotency_keys_claimed_or_settled', expression: CLAIMED_OR_SETTLED }],
  indexes: [{ name: 'idempotency_keys_by_age', properties: 'createdAt' }],
});

export const SYSTEM_ENTITIES = [IdempotencyKeyRow];

const OLD = "now() - interval '24 hours'";
const IS_OLD = { createdAt: { $lt: raw<Date>(OLD) } };
// The clock, not the start of the transaction, which may have waited for another one.
const IS_FREE = `idempotency_keys.created_at < ${OLD}
  or (idempotency_keys.expires_at < clock_timestamp() and idempotency_keys.fingerprint = excluded.fingerprint)`;

/** Changes to the row of a key that is taken again. */
const TAKEN_AGAIN = {
  fingerprint: raw<string>('excluded.fingerprint'),
  holder: raw<string>('excluded.holder'),
  expiresAt: raw<Date>('excluded.expires_at'),
  result: null,
  createdAt: raw<Date>(
    `case when idempotency_keys.created_at < ${OLD} then now() else idempotency_keys.created_at end`,
  ),
};

export class PostgresIdempotencyStore implements IdempotencyStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  claim(ref: KeyRef, claim: Claim): Promise<Claimed> {
    return this.database.repository(IdempotencyKeyRow, async (keys) => {
      for (;;) {
        const since = await take(keys, ref, claim);
        if (since) return { state: 'TAKEN', since };
        const row = await keys.findOne({ ...ref });
        if (row?.result) return { state: 'SETTLED', fingerprint: row.fingerprint, result: row.result.value };
        if (row) return { state: 'HELD', fingerprint: row.fingerprint };
        // It was freed between the two statements.
      }
    });
  }

  async settle(ref: KeyRef, holder: string, value: Json): Promise<boolean> {
    const settled = { result: { value }, holder: null, expiresAt: null };
    const count = await this.database.repository(IdempotencyKeyRow, (keys) =>
      keys.nativeUpdate({ ...ref, holder }, settled),
    );
    return count > 0;
  }

  async release(ref: KeyRef, holder: string): Promise<void> {
    await this.database.repository(IdempotencyKeyRow, (keys) => keys.nativeDelete({ ...ref, holder }));
  }

  /** Deletes the keys that have been kept for long enough. */
  async forgetOld(): Promise<void> {
    await this.database.repository(IdempotencyKeyRow, (keys) => keys.nativeDelete(IS_OLD));
  }
}

/**
 * Since when the key is held, or undefined when another request holds it. It is one statement: only so does one of two requests
 * get a key that no request has claimed yet.
 */
async function take(
  keys: SqlEntityRepository<InferEntity<typeof IdempotencyKeyRow>>,
  ref: KeyRef,
  { fingerprint, holder, forMs }: Claim,
): Promise<Date | undefined> {
  const { workspaceId, userId, operation, key } = ref;
  const expiresAt = raw<Date>("clock_timestamp() + ? * interval '1 ms'", [forMs]);
  const insert = keys.qb().insert({ workspaceId, userId, operation, key, fingerprint, holder, expiresAt });
  const taken = await insert
    .onConflict(['workspaceId', 'userId', 'operation', 'key'])
    .merge(TAKEN_AGAIN)
    .where(IS_FREE)
    .returning('createdAt')
    .execute<{ createdAt: Date } | null>('get');
  return taken?.createdAt;
}
