import { TOMBSTONE } from '../../../src/domain/debates/erase.ts';
import type { Database } from '../../../src/infra/postgres/database.ts';
import { faultsOf } from './kills/streams.ts';

/** What one debate of the load was acknowledged. */
export interface Entry {
  readonly task: string;
  id?: string;
  interjection?: { readonly text: string; readonly atMs: number };
  outcome?: string;
  isDeleted?: true;
}

/** What was acknowledged of the debate and is not there, or is there more than once, or is broken. */
export async function faultsOfEntry(database: Database, entry: Entry): Promise<readonly string[]> {
  const sql = 'select id, ground_truth as "groundTruth" from debates where task = ?';
  const rows = await database.use((em) => em.execute<{ id: string; groundTruth: string | null }[]>(sql, [entry.task]));
  const { task, id, interjection, outcome, isDeleted } = entry;
  if (rows.length > 1) return [`${task}: there are ${rows.length} of it`];
  const [row] = rows;
  if (id === undefined) return [];
  if (isDeleted && row) return [`${task}: it was deleted, and is there`];
  if (isDeleted) return (await hasText(database, id)) ? [`${task}: it was deleted, and its text is there`] : [];
  // A deletion that nobody was told of may have come about.
  if (!row) return outcome === undefined ? [`${task}: it is not there`] : [];
  if (row.id !== id) return [`${task}: it is ${row.id}, and ${id} was acknowledged`];
  const isForgotten = outcome !== undefined && row.groundTruth !== outcome;
  return [
    ...(isForgotten ? [`${task}: the outcome is ${row.groundTruth}, and ${outcome} was acknowledged`] : []),
    ...(interjection ? await faultsOfInterjection(database, id, interjection) : []),
    ...(await faultsOf(database, id)),
  ];
}

/** The tombstone tells by whom it was deleted, and nothing of what was said. */
async function hasText(database: Database, stream: string): Promise<boolean> {
  const sql = 'select 1 from events where stream = ? and data is not null and kind <> ? limit 1';
  return (await database.use((em) => em.execute<unknown[]>(sql, [stream, TOMBSTONE]))).length > 0;
}

/** It was heard once, unless no phase began any more after it was said. */
async function faultsOfInterjection(
  database: Database,
  stream: string,
  { text, atMs }: NonNullable<Entry['interjection']>,
): Promise<readonly string[]> {
  const sql = `select count(*) filter (where kind = 'human.interjected' and data::text like ?)::int as heard,
    coalesce(max(extract(epoch from at) * 1000) filter (where kind = 'phase.started'), 0)::float8 as "lastPhaseMs"
    from events where stream = ?`;
  const [row] = await database.use((em) =>
    em.execute<{ heard: number; lastPhaseMs: number }[]>(sql, [`%${text}%`, stream]),
  );
  const { heard = 0, lastPhaseMs = 0 } = row ?? {};
  if (heard === 1 || (heard === 0 && lastPhaseMs <= atMs)) return [];
  return [`${stream}: what was said to it was heard ${heard} times`];
}
