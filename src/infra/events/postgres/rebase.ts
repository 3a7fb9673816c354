import type { Database } from '../../postgres/database.ts';

/** Whether an event or a cursor has a transaction id that this server has not given out yet: then another one did. */
const HAS_FOREIGN_IDS = `
  select greatest(
    (select transaction_id from events order by transaction_id desc limit 1),
    (select transaction_id from reactor_cursors order by transaction_id desc limit 1)
  ) >= pg_snapshot_xmax(pg_current_snapshot()) as answer`;

/**
 * An event gets the number of cursors it is behind in place of its transaction id, and a cursor the number of cursors it
 * is behind itself: what a reactor has taken stays before its cursor, the rest behind it. No server gives out ids so low.
 */
const REBASE = [
  `update events set transaction_id = (
     select count(*) from reactor_cursors as taken
     where (events.transaction_id, events.position) > (taken.transaction_id, taken.position)
   )::text::xid8`,
  `update reactor_cursors set position = 9223372036854775807, transaction_id = (
     select count(*) from reactor_cursors as other
     where (other.transaction_id, other.position) < (reactor_cursors.transaction_id, reactor_cursors.position)
   )::text::xid8`,
];

/**
 * Makes a log that was restored on another server readable for reactors: the transaction ids in it are those of its former
 * server, and what comes new would stand before them. Answers whether there was something to do. To be called before
 * anything is written.
 */
export async function rebaseForeignLog(database: Database): Promise<boolean> {
  const run = (sql: string) => database.use((em) => em.execute<{ answer?: boolean | null }[]>(sql));
  const isForeign = async () => (await run(HAS_FOREIGN_IDS))[0]?.answer === true;
  if (!(await isForeign())) return false;
  return database.atomically(async () => {
    await run('lock table events, reactor_cursors in exclusive mode');
    // Another server that starts at the same time may have been first.
    if (!(await isForeign())) return false;
    for (const update of REBASE) await run(update);
    return true;
  });
}
