import type { Database } from '../../postgres/database.ts';

export const TEXT_INDEX = 'debates_by_text';

/** The statements that an administrator runs where the migration could not. */
const STATEMENTS = `create extension if not exists pg_trgm with schema public; create index ${TEXT_INDEX} on debates using gin (task public.gin_trgm_ops) with (fastupdate = off);`;

/** A warning for the operator when the index of the search for text is missing: the search then reads every debate. */
export async function textIndexWarnings(database: Pick<Database, 'query'>): Promise<readonly string[]> {
  const sql = 'select to_regclass($1) is not null as there';
  const [index] = await database.query<{ there: boolean }>(sql, [TEXT_INDEX]);
  if (index?.there) return [];
  return [
    `The search for text in debates has no index and reads all of them: the role of the server may not create the extension pg_trgm, or PostgreSQL lacks it. As an administrator, run in this database: ${STATEMENTS}`,
  ];
}
