import type { MikroORM } from '@mikro-orm/sql';
import { onTestFinished } from 'vitest';
import { DATABASE_SCHEMA } from '../../../src/app/resources/database-schema.ts';
import { embeddedOrm, postgresOrm } from '../../../src/infra/postgres/orm.ts';
import { createDatabase } from './databases.ts';
import { postgresUrl } from './postgres-url.ts';

type Opened = readonly [name: string, open: () => Promise<MikroORM>];

const EMBEDDED: Opened = ['PGlite', () => closedAfter(embeddedOrm(undefined, DATABASE_SCHEMA))];
const POSTGRES: Opened = [
  'PostgreSQL',
  async () => {
    const database = await createDatabase(postgresUrl ?? '');
    onTestFinished(() => database.drop());
    return closedAfter(postgresOrm({ url: database.url, poolSize: 2, poolTimeoutMs: 10_000 }, DATABASE_SCHEMA));
  },
];

/** New databases without tables, for tests of migrations; each is closed when its test has finished. */
export const UNMIGRATED: readonly Opened[] = postgresUrl === undefined ? [EMBEDDED] : [EMBEDDED, POSTGRES];

/** The last migration before this one. */
export function migrationBefore(name: string): string {
  const names = DATABASE_SCHEMA.migrations.map((migration) => migration.name);
  const before = names[names.indexOf(name) - 1];
  if (before === undefined) throw new Error(`There is no migration before ${name}.`);
  return before;
}

async function closedAfter(opening: Promise<MikroORM>): Promise<MikroORM> {
  const orm = await opening;
  onTestFinished(() => orm.close(true));
  return orm;
}
