import type { Database } from '../../postgres/database.ts';

/**
 * Whether an event or a checkpoint has a transaction id that this server has not issued yet; then another server issued
 * it.
 */
const HAS_FOREIGN_IDS = `
  select greatest(
    (select transaction_id from events order by transaction_id desc limit 1),
    (select transaction_id from reactor_checkpoints order by transaction_id desc limit 1)
  ) >= pg_snapshot_xmax(pg_current_snapshot()) as found`;

/**
 * The new transaction id of an event or a checkpoint is the number of checkpoints before it, so the events that a reactor
 * has processed stay before its checkpoint and the others after it. No server issues such low ids.
 */
const REBASE = [
  `update events set transaction_id = (
     select count(*) from reactor_checkpoints as taken
     where (events.transaction_id, events.position) > (taken.transaction_id, taken.position)
   )::text::xid8`,
  `update reactor_checkpoints set position = 9223372036854775807, transaction_id = (
     select count(*) from reactor_checkpoints as other
     where (other.transaction_id, other.position) < (reactor_checkpoints.transaction_id, reactor_checkpoints.position)
   )::text::xid8`,
];

/**
 * Makes a log that was restored on another server readable for reactors. Its transaction ids are those of its former
 * server, and new events would come before them. Returns whether a change was necessary. Call it before any write.
 */
export async function rebaseForeignLog(database: Database): Promise<boolean> {
  if (!(await isForeign(database))) return false;
  return database.atomically(async () => {
    await database.query('lock table events, reactor_checkpoints in exclusive mode', []);
    // Another server that starts at the same time may have made the change already.
    if (!(await isForeign(database))) return false;
    for (const update of REBASE) await database.query(update, []);
    return true;
  });
}

async function isForeign(database: Database): Promise<boolean> {
  return (await database.query<{ found: boolean | null }>(HAS_FOREIGN_IDS, []))[0]?.found === true;
}
