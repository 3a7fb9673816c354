import { DATABASE_SCHEMA } from '../../../src/app/resources/database-schema.ts';
import { Jobs } from '../../../src/infra/jobs.ts';
import { applyMigrations } from '../../../src/infra/postgres/migrate.ts';
import { openEmbedded } from '../../../src/infra/postgres/open.ts';

/** Creates the embedded database in this data directory, with its tables and those of the jobs, and closes it. */
export async function makeDatabase(dataDir: string): Promise<void> {
  const open = await openEmbedded(dataDir, DATABASE_SCHEMA);
  await applyMigrations(open);
  const onError = (error: unknown) => {
    throw error;
  };
  const jobs = new Jobs(open.database, { connection: open.jobs, onError });
  await jobs.open([]);
  await jobs.close();
  await open.close();
}
