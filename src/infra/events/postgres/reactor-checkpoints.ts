import { LOG_START, type LogPosition, type ReactorCheckpoints } from '../../../domain/events/ports.ts';
import type { Database } from '../../postgres/database.ts';
import { toPlace, valuesOf } from './event-feed.ts';

const PLACE = 'select transaction_id::text as transaction_id, position::text as position from reactor_cursors';

/** A row for each reactor: whoever works for it holds the row's lock, on whatever node. */
export class PostgresReactorCheckpoints implements ReactorCheckpoints {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  take(reactor: string): Promise<LogPosition | undefined> {
    return this.lock(reactor, 'and (paused_until is null or paused_until <= now()) for update skip locked');
  }

  async hold(reactor: string): Promise<LogPosition> {
    return (await this.lock(reactor, 'for update')) ?? LOG_START;
  }

  private async lock(reactor: string, how: string): Promise<LogPosition | undefined> {
    await this.database.use((em) =>
      em.execute('insert into reactor_cursors (reactor) values (?) on conflict (reactor) do nothing', [reactor]),
    );
    return this.find(`${PLACE} where reactor = ? ${how}`, reactor);
  }

  async save(reactor: string, place: LogPosition): Promise<void> {
    const sql = `update reactor_cursors set transaction_id = ?::xid8, position = ?::bigint, failures = 0, paused_until = null
      where reactor = ?`;
    await this.database.use((em) => em.execute(sql, [...valuesOf(place), reactor]));
  }

  async pause(reactor: string, { firstMs, longestMs }: { firstMs: number; longestMs: number }): Promise<void> {
    const sql = `update reactor_cursors set failures = least(failures + 1, 30),
      paused_until = now() + least(?::float8, ?::float8 * power(2, failures)) * interval '1 ms' where reactor = ?`;
    await this.database.use((em) => em.execute(sql, [longestMs, firstMs, reactor]));
  }

  async read(reactor: string): Promise<LogPosition> {
    return (await this.find(`${PLACE} where reactor = ?`, reactor)) ?? LOG_START;
  }

  private async find(sql: string, reactor: string): Promise<LogPosition | undefined> {
    const [row] = await this.database.use((em) =>
      em.execute<{ transaction_id: string; position: string }[]>(sql, [reactor]),
    );
    return row && toPlace(row);
  }
}
