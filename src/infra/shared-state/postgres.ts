import type { Json } from '../../domain/shared/json.ts';
import type { SharedState, SharedValue } from '../../domain/shared/ports.ts';
import type { Database } from '../postgres/database.ts';

interface Row {
  readonly key: string;
  /** As text: drivers read jsonb each in their own way. */
  readonly value: string;
  readonly version: string;
}

const COLUMNS = 'key, value::text as value, version::text as version';
// The database's own clock, also within a transaction: nodes need not agree on the time.
const PRESENT = 'expires_at > clock_timestamp()';
const EXPIRES_AT = "clock_timestamp() + ? * interval '1 millisecond'";

/** Shared state of all nodes on one database. */
export class PostgresSharedState implements SharedState {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async get(key: string): Promise<SharedValue | undefined> {
    return (await this.rows(`select ${COLUMNS} from shared_state where key = ? and ${PRESENT}`, [key])).map(toValue)[0];
  }

  async list(prefix: string): Promise<readonly SharedValue[]> {
    const where = `starts_with(key, ?) and ${PRESENT}`;
    return (
      await this.rows(`select ${COLUMNS} from shared_state where ${where} order by key collate "C"`, [prefix])
    ).map(toValue);
  }

  async compareAndSet(key: string, version: string | undefined, value: Json, ttlMs: number): Promise<boolean> {
    const json = JSON.stringify(value);
    const written =
      version === undefined
        ? await this.rows(
            `insert into shared_state (key, value, expires_at) values (?, ?::jsonb, ${EXPIRES_AT})
             on conflict (key) do update
             set value = excluded.value, expires_at = excluded.expires_at, version = default
             where not (shared_state.${PRESENT}) returning shared_state.key`,
            [key, json, ttlMs],
          )
        : await this.rows(
            `update shared_state set value = ?::jsonb, expires_at = ${EXPIRES_AT}, version = default
             where key = ? and version = ?::bigint and ${PRESENT} returning shared_state.key`,
            [json, ttlMs, key, version],
          );
    return written.length > 0;
  }

  /** Forgets what has expired. */
  async forgetExpired(): Promise<void> {
    await this.database.use((em) => em.execute(`delete from shared_state where not (${PRESENT})`));
  }

  private rows(sql: string, values: unknown[]): Promise<Row[]> {
    return this.database.use((em) => em.execute<Row[]>(sql, values));
  }
}

function toValue({ key, value, version }: Row): SharedValue {
  return { key, value: JSON.parse(value) as Json, version };
}
