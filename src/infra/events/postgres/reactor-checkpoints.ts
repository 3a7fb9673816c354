import { type InferEntity, LockMode, raw } from '@mikro-orm/core';
import type { QBFilterQuery } from '@mikro-orm/sql';
import { LOG_START, type LogPosition, type ReactorCheckpoints } from '../../../domain/events/ports.ts';
import type { Database } from '../../postgres/database.ts';
import { ReactorCheckpointRow } from './rows.ts';

type Row = InferEntity<typeof ReactorCheckpointRow>;

const MAX_FAILURES = 30;
const DUE = { $or: [{ pausedUntil: null }, { pausedUntil: { $lte: raw<Date>('now()') } }] };

/** One row for each reactor. The process that works for the reactor holds the lock of the row, on any node. */
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

  /** The row usually exists. When it does not, it is created, and no other node holds it yet. */
  private lock(where: QBFilterQuery<Row>, lockMode: LockMode, reactor: string): Promise<LogPosition | undefined> {
    return this.database.repository(ReactorCheckpointRow, async (checkpoints) => {
      const find = async () => {
        const query = checkpoints.qb().select(['transactionId', 'position']).where(where).setLockMode(lockMode);
        return toPosition(await query.execute<MappedRow | null>('get'));
      };
      const found = await find();
      if (found) return found;
      const insert = checkpoints.qb().insert({ reactor }).onConflict('reactor').ignore();
      return (await insert.execute('run')).affectedRows === 1 ? find() : undefined;
    });
  }

  async save(reactor: string, position: LogPosition): Promise<void> {
    await this.database.repository(ReactorCheckpointRow, (checkpoints) =>
      checkpoints.nativeUpdate({ reactor }, { ...position, failures: 0, pausedUntil: null }),
    );
  }

  async pause(reactor: string, { firstMs, longestMs }: { firstMs: number; longestMs: number }): Promise<void> {
    const pause = "now() + least(?::float8, ?::float8 * power(2, failures)) * interval '1 ms'";
    await this.database.repository(ReactorCheckpointRow, (checkpoints) =>
      checkpoints.nativeUpdate(
        { reactor },
        {
          failures: raw<number>('least(failures + 1, ?)', [MAX_FAILURES]),
          pausedUntil: raw<Date>(pause, [longestMs, firstMs]),
        },
      ),
    );
  }

  async read(reactor: string): Promise<LogPosition> {
    const row = await this.database.repository(ReactorCheckpointRow, (checkpoints) => checkpoints.findOne({ reactor }));
    return toPosition(row) ?? LOG_START;
  }
}

/** Both numbers as the driver or the mapper returns them. */
interface MappedRow {
  readonly transactionId: string | bigint;
  readonly position: string | number | bigint;
}

function toPosition(row: MappedRow | null): LogPosition | undefined {
  return row ? { transactionId: BigInt(row.transactionId), position: BigInt(row.position) } : undefined;
}
