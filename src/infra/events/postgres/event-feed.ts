import { raw } from '@mikro-orm/core';
import type { EventFeed, LogPosition, PositionedEvent } from '../../../domain/events/ports.ts';
import type { Database } from '../../postgres/database.ts';
import { toEvent } from './event-log.ts';
import { EventRow } from './rows.ts';

/** Below the snapshot's xmin every transaction is over. */
const IS_OVER = { transactionId: { $lt: raw<bigint>('pg_snapshot_xmin(pg_current_snapshot())') } };
const IN_ORDER = { transactionId: 'asc', position: 'asc' } as const;
const FIELDS = [
  ...(['workspaceId', 'stream', 'seq', 'kind', 'at', 'data', 'salt', 'digest', 'hash'] as const),
  ...(['transactionId', 'position'] as const),
];

/**
 * The order is (transaction id, position). The position alone does not do: a transaction that has taken one and is still open
 * would be passed. Transactions at or above the snapshot's xmin are left for the next read, so none can come in between.
 */
export class PostgresEventFeed implements EventFeed {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  after(position: LogPosition, limit: number): Promise<readonly PositionedEvent[]> {
    return this.database.repository(EventRow, async (events) => {
      const options = { fields: FIELDS, orderBy: IN_ORDER, limit };
      const rows = await events.find({ ...behind(position), ...IS_OVER }, options);
      return rows.map((row) => {
        const { transactionId, position } = row;
        return { position: { transactionId, position }, event: toEvent(row) };
      });
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
