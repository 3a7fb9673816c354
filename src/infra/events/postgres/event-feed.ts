import type { EventFeed, LogPosition, PositionedEvent } from '../../../domain/events/ports.ts';
import type { Json } from '../../../domain/shared/json.ts';
import type { Database } from '../../postgres/database.ts';

/** As the statement spells it: what drivers read differently comes as text. */
interface Row {
  readonly workspace_id: string;
  readonly stream: string;
  readonly seq: number;
  readonly kind: string;
  readonly at_ms: string;
  readonly data: string | null;
  readonly salt: string | null;
  readonly digest: string;
  readonly hash: string;
  readonly transaction_id: string;
  readonly position: string;
}

const AT_MS = '(extract(epoch from at) * 1000)::bigint::text';
const BEHIND = '(transaction_id, position) > (?::xid8, ?::bigint)';

/**
 * The order is (transaction id, position). Positions alone would not do: a transaction that took one and is still open
 * would be passed. Below the snapshot's xmin every transaction is over, so nothing can come to stand there any more.
 */
export class PostgresEventFeed implements EventFeed {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async after(place: LogPosition, limit: number): Promise<readonly PositionedEvent[]> {
    const sql = `
      select workspace_id, stream, seq, kind, ${AT_MS} as at_ms, data::text as data, salt, digest, hash,
        transaction_id::text as transaction_id, position::text as position
      from events where ${BEHIND} and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
      order by events.transaction_id, events.position limit ?`;
    const rows = await this.database.use((em) => em.execute<Row[]>(sql, [...valuesOf(place), limit]));
    return rows.map(toPlaced);
  }

  async oldestAfter(place: LogPosition): Promise<Date | undefined> {
    const sql = `select ${AT_MS.replace('at)', 'min(at))')} as at_ms from events where ${BEHIND}`;
    const [row] = await this.database.use((em) => em.execute<{ at_ms: string | null }[]>(sql, valuesOf(place)));
    return row?.at_ms ? new Date(Number(row.at_ms)) : undefined;
  }
}

/** A place as the values of two columns. */
export function valuesOf({ transactionId, position }: LogPosition): [string, string] {
  return [String(transactionId), String(position)];
}

export function toPlace(row: { transaction_id: string; position: string }): LogPosition {
  return { transactionId: BigInt(row.transaction_id), position: BigInt(row.position) };
}

function toPlaced(row: Row): PositionedEvent {
  const { workspace_id: workspaceId, stream, seq, kind, salt, digest, hash } = row;
  const data = row.data === null ? null : (JSON.parse(row.data) as Json);
  const at = new Date(Number(row.at_ms));
  return { position: toPlace(row), event: { workspaceId, stream, seq, kind, at, data, salt, digest, hash } };
}
