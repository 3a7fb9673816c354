import { asAdmin } from '../../test/support/services/databases.ts';

/** The size of a table, over that of a new copy of its rows; both without indexes. */
export async function bloatOf(url: string, table: string): Promise<number> {
  await asAdmin(url, `create table copy_of_${table} as table ${table}`);
  const size = (name: string) => `pg_table_size('${name}')::float8`;
  const [row] = await asAdmin(url, `select ${size(table)} / ${size(`copy_of_${table}`)} as bloat`);
  return (row as { bloat: number }).bloat;
}
