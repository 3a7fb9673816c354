import { defineEntity, type InferEntity, p, raw } from '@mikro-orm/core';
import type { Json } from '../../domain/shared/json.ts';
import type { SharedState, SharedValue } from '../../domain/shared/ports.ts';
import type { Database } from '../postgres/database.ts';

export const SharedStateRow = defineEntity({
  name: 'SharedStateRow',
  tableName: 'shared_state',
  properties: {
    key: p.text().collation('C').primary(),
    value: p.json<Json>(),
    version: p.bigint('string').generated('identity').autoincrement(),
    expiresAt: p.datetime(3),
  },
  indexes: [{ name: 'shared_state_by_expiry', properties: 'expiresAt' }],
});

export const SHARED_STATE_ENTITIES = [SharedStateRow];

// The clock of the database, also within a transaction: the clocks of two nodes may differ.
const NOW = raw<Date>('clock_timestamp()');
const PRESENT = { expiresAt: { $gt: NOW } };
const EXPIRED = { expiresAt: { $lte: NOW } };
const NEXT_VERSION = { version: raw<string>('default') };
const AS_INSERTED = {
  ...{ value: raw<object>('excluded.value'), expiresAt: raw<Date>('excluded.expires_at') },
  ...NEXT_VERSION,
};
const inMs = (ms: number) => raw<Date>("clock_timestamp() + ? * interval '1 ms'", [ms]);

/** Shared state of all nodes on one database. */
export class PostgresSharedState implements SharedState {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  get(key: string): Promise<SharedValue | undefined> {
    return this.database.repository(SharedStateRow, async (values) => {
      const row = await values.findOne({ key, ...PRESENT });
      return row ? toValue(row) : undefined;
    });
  }

  list(prefix: string): Promise<readonly SharedValue[]> {
    return this.database.repository(SharedStateRow, async (values) => {
      const where = { [raw('starts_with(key, ?)', [prefix])]: [], ...PRESENT };
      return (await values.find(where, { orderBy: { key: 'asc' } })).map(toValue);
    });
  }

  compareAndSet(key: string, version: string | undefined, value: Json, ttlMs: number): Promise<boolean> {
    const change = changeTo(value, ttlMs);
    return this.database.repository(SharedStateRow, async (values) => {
      if (version !== undefined) {
        const where = { key, version, ...PRESENT };
        return (await values.nativeUpdate(where, { ...change, ...NEXT_VERSION })) === 1;
      }
      const insert = values
        .qb()
        .insert({ key, ...change })
        .onConflict('key')
        .merge(AS_INSERTED)
        .where(EXPIRED);
      return (await insert.execute('run')).affectedRows === 1;
    });
  }

  async set(key: string, value: Json, ttlMs: number): Promise<void> {
    await this.database.repository(SharedStateRow, (values) => {
      const row = { key, ...changeTo(value, ttlMs) };
      return values.qb().insert(row).onConflict('key').merge(AS_INSERTED).execute('run');
    });
  }

  /** Deletes the values that have expired. */
  async forgetExpired(): Promise<void> {
    await this.database.repository(SharedStateRow, (values) => values.nativeDelete(EXPIRED));
  }
}

/** The mapper would write null as the null of SQL. */
function changeTo(value: Json, ttlMs: number) {
  return { value: value ?? raw<Json>("'null'"), expiresAt: inMs(ttlMs) };
}

function toValue({ key, value, version }: InferEntity<typeof SharedStateRow>): SharedValue {
  return { key, value, version };
}
