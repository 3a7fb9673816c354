import { raw } from '@mikro-orm/core';
import type { LoggedEvent } from '../../../domain/events/event.ts';
import type { EventFeed, LogPosition, PositionedEvent } from '../../../domain/events/ports.ts';
import type { Database } from '../../postgres/database.ts';
import { EVENT_FIELDS, EventRow, toEvent } from './rows.ts';

/** Every transaction below the snapshot's xmin has ended. */
const IS_OVER = { transactionId: { $lt: raw<bigint>('pg_snapshot_xmin(pg_current_snapshot())') } };
const IN_ORDER = { transactionId: 'asc', position: 'asc' } as const;
const FIELDS = [...EVENT_FIELDS, ...(['transactionId', 'position'] as const)];

/** Both numbers as the driver returns them. */
type Row = LoggedEvent & { readonly transactionId: string; readonly position: string | number | bigint };

/**
 * The order is (transaction id, position). The position alone is not enough: the feed would pass the events of a
 * transaction that has a position and is still open. Transactions at or above the snapshot's xmin are left for the next
 * read, so no event can be inserted before a read one.
 */
export class PostgresEventFeed implements EventFeed {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  after(position: LogPosition, limit: number): Promise<readonly PositionedEvent[]> {
    return this.database.repository(EventRow, async (events) => {
      const where = { ...behind(position), ...IS_OVER };
      const rows = events.qb().select(FIELDS).where(where).orderBy(IN_ORDER).limit(limit);
      return (await rows.execute<Row[]>()).map(toPositioned);
    });
  }

  oldestAfter(position: LogPosition): Promise<Date | undefined> {
    return this.database.repository(EventRow, async (events) => {
      const oldest = events.qb().select(raw('min(at)').as('at')).where(behind(position));
      return (await oldest.execute<{ at: Date | null }>('get'))?.at ?? undefined;
    });
  }
}

function behind({ transactionId, position }: LogPosition) {
  const columns = '(transaction_id, position) > (?::xid8, ?::bigint)';
  return { [raw(columns, [String(transactionId), String(position)])]: [] };
}

function toPositioned(row: Row): PositionedEvent {
  const position = { transactionId: BigInt(row.transactionId), position: BigInt(row.position) };
  return { position, event: toEvent(row) };
}
