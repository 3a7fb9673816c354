import { type FilterQuery, type InferEntity, LockMode, raw } from '@mikro-orm/core';
import { LOG_START, type LogPosition, type ReactorCheckpoints } from '../../../domain/events/ports.ts';
import type { Database } from '../../postgres/database.ts';
import { ReactorCursorRow } from './rows.ts';

type Row = InferEntity<typeof ReactorCursorRow>;

const MAX_FAILURES = 30;
const DUE = { $or: [{ pausedUntil: null }, { pausedUntil: { $lte: raw<Date>('now()') } }] };

/** A row for each reactor. The process that works for the reactor holds the row's lock, on whatever node it runs. */
export class PostgresReactorCheckpoints implements ReactorCheckpoints {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  take(reactor: string): Promise<LogPosition | undefined> {
    return this.lock({ reactor, ...DUE }, LockMode.PESSIMISTIC_PARTIAL_WRITE, reactor);
  }

  async hold(reactor: string): Promise<LogPosition> {
    return (await this.lock({ reactor }, LockMode.PESSIMISTIC_WRITE, reactor)) ?? LOG_START;
  }

  private lock(where: FilterQuery<Row>, lockMode: LockMode, reactor: string): Promise<LogPosition | undefined> {
    return this.database.repository(ReactorCursorRow, async (cursors) => {
      await cursors.qb().insert({ reactor }).onConflict('reactor').ignore().execute('run');
      return toPosition(await cursors.findOne(where, { lockMode }));
    });
  }

  async save(reactor: string, position: LogPosition): Promise<void> {
    await this.database.repository(ReactorCursorRow, (cursors) =>
      cursors.nativeUpdate({ reactor }, { ...position, failures: 0, pausedUntil: null }),
    );
  }

  async pause(reactor: string, { firstMs, longestMs }: { firstMs: number; longestMs: number }): Promise<void> {
    const pause = "now() + least(?::float8, ?::float8 * power(2, failures)) * interval '1 ms'";
    await this.database.repository(ReactorCursorRow, (cursors) =>
      cursors.nativeUpdate(
        { reactor },
        {
          failures: raw<number>('least(failures + 1, ?)', [MAX_FAILURES]),
          pausedUntil: raw<Date>(pause, [longestMs, firstMs]),
        },
      ),
    );
  }

  async read(reactor: string): Promise<LogPosition> {
    const row = await this.database.repository(ReactorCursorRow, (cursors) => cursors.findOne({ reactor }));
    return toPosition(row) ?? LOG_START;
  }
}

function toPosition(row: Row | null): LogPosition | undefined {
  return row ? { transactionId: row.transactionId, position: row.position } : undefined;
}
