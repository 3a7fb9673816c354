import type { ReactorBacklog, ReactorBacklogs } from '../../../domain/events/ports.ts';
import type { Database } from '../../postgres/database.ts';

/**
 * The newest event of the log, and the newest one that can be read, are one index probe each, for any number of
 * reactors; see `docs/decisions/reactor-runner.md`.
 */
const BACKLOGS = `
  with newest as (
    select transaction_id, position from events order by transaction_id desc, position desc limit 1
  ), readable as (
    select transaction_id, position from events where transaction_id < pg_snapshot_xmin(pg_current_snapshot())
    order by transaction_id desc, position desc limit 1
  ), checkpoints as (
    select name as reactor, coalesce(transaction_id, '0') as transaction_id, coalesce(position, 0) as position, paused_until
    from unnest($1::text[]) as name left join reactor_checkpoints on reactor_checkpoints.reactor = name
  )
  select reactor,
    exists (select from readable
      where (transaction_id, position) > (checkpoints.transaction_id, checkpoints.position)) as "isReady",
    exists (select from newest
      where (transaction_id, position) > (checkpoints.transaction_id, checkpoints.position)
      and transaction_id >= pg_snapshot_xmin(pg_current_snapshot())) as "isHeldBack",
    ceil(greatest(0, coalesce(extract(epoch from paused_until - now()) * 1000, 0)))::int as "pausedMs"
  from checkpoints`;

export class PostgresReactorBacklogs implements ReactorBacklogs {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  read(reactors: readonly string[]): Promise<readonly ReactorBacklog[]> {
    return this.database.query<ReactorBacklog>(BACKLOGS, [reactors]);
  }
}
