import { defineEntity, p } from '@mikro-orm/core';
import type { IdempotencyStore, KeptResult, KeyRef } from '../../domain/shared/idempotency.ts';
import type { Json } from '../../domain/shared/json.ts';
import type { Database } from '../postgres/database.ts';

export const IdempotencyKeyRow = defineEntity({
  name: 'IdempotencyKeyRow',
  tableName: 'idempotency_keys',
  properties: {
    workspaceId: p.text().primary(),
    operation: p.text().primary(),
    key: p.text().primary(),
    fingerprint: p.text(),
    result: p.json<{ value?: Json }>(),
  },
});

const KEPT_FOR = "interval '24 hours'";

export class PostgresIdempotencyStore implements IdempotencyStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  claim(ref: KeyRef, fingerprint: string): Promise<KeptResult | undefined> {
    return this.database.use(async (em) => {
      const claimed = await em.execute<unknown[]>(
        `insert into idempotency_keys (workspace_id, operation, key, fingerprint, result) values (?, ?, ?, ?, '{}')
         on conflict (workspace_id, operation, key) do update
         set fingerprint = excluded.fingerprint, result = excluded.result, created_at = now()
         where idempotency_keys.created_at < now() - ${KEPT_FOR} returning key`,
        [ref.workspaceId, ref.operation, ref.key, fingerprint],
      );
      if (claimed.length > 0) return undefined;
      const row = await em.findOneOrFail(IdempotencyKeyRow, { ...ref }, { disableIdentityMap: true });
      return { fingerprint: row.fingerprint, result: row.result.value ?? null };
    });
  }

  /** Forgets what has been kept for long enough. */
  async forgetOld(): Promise<void> {
    await this.database.use((em) => em.execute(`delete from idempotency_keys where created_at < now() - ${KEPT_FOR}`));
  }

  async keep(ref: KeyRef, value: Json): Promise<void> {
    await this.database.use((em) => em.nativeUpdate(IdempotencyKeyRow, { ...ref }, { result: { value } }));
  }
}
