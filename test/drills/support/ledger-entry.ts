import { TOMBSTONE } from '../../../src/domain/debates/erase.ts';
import type { Database } from '../../../src/infra/postgres/database.ts';
import { faultsOf } from './kills/streams.ts';

/** The acknowledged mutations of one debate of the load. */
export interface Entry {
  readonly task: string;
  id?: string;
  interjection?: { readonly text: string; readonly atMs: number };
  groundTruth?: string;
  isDeleted?: true;
}

/** Acknowledged data of the debate that is missing, repeated or broken. */
export async function faultsOfEntry(database: Database, entry: Entry): Promise<readonly string[]> {
  const sql = 'select id, ground_truth as "groundTruth" from debates where task = ?';
  const rows = await database.use((em) => em.execute<{ id: string; groundTruth: string | null }[]>(sql, [entry.task]));
  const { task, id, interjection, groundTruth, isDeleted } = entry;
  if (rows.length > 1) return [`${task}: ${rows.length} debates have this task`];
  const [row] = rows;
  if (id === undefined) return [];
  if (isDeleted && row) return [`${task}: the debate was deleted, but is still stored`];
  if (isDeleted)
    return (await hasText(database, id)) ? [`${task}: the debate was deleted, but its text is still stored`] : [];
  // A deletion without an acknowledgement may have been stored.
  if (!row) return groundTruth === undefined ? [`${task}: the debate is missing`] : [];
  if (row.id !== id) return [`${task}: the id is ${row.id}, but ${id} was acknowledged`];
  const isForgotten = groundTruth !== undefined && row.groundTruth !== groundTruth;
  return [
    ...(isForgotten ? [`${task}: the ground truth is ${row.groundTruth}, but ${groundTruth} was acknowledged`] : []),
    ...(interjection ? await faultsOfInterjection(database, id, interjection) : []),
    ...(await faultsOf(database, id)),
  ];
}

/** The tombstone names the user that deleted the debate, and contains no text of it. */
async function hasText(database: Database, stream: string): Promise<boolean> {
  const sql = 'select 1 from events where stream = ? and data is not null and kind <> ? limit 1';
  return (await database.use((em) => em.execute<unknown[]>(sql, [stream, TOMBSTONE]))).length > 0;
}

/** The interjection must be recorded once, unless no phase began after it. */
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
  return [`${stream}: the interjection was recorded ${heard} times`];
}
