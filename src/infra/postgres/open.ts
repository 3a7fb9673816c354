import { join } from 'node:path';
import type { PgliteConnection } from '@mikro-orm/pglite';
import { fromPglite } from 'pg-boss';
import type { JobsOptions } from '../jobs.ts';
import { Database } from './database.ts';
import { DirectoryLock, type LockNote } from './directory-lock.ts';
import { embeddedOrm, type PostgresOptions, postgresOrm } from './orm.ts';

/** An open database, with what only one that is really there can give. */
export interface OpenDatabase {
  readonly database: Database;
  /** Whether this process is the only one that can use it. */
  readonly isEmbedded: boolean;
  readonly jobs: JobsOptions['connection'];
  /** Notes where this process listens, for commands on the same machine. */
  note(note: LockNote): void;
  close(): Promise<void>;
}

/** The embedded database in the data directory, locked. Throws `CannotStart`. */
export async function openEmbedded(dataDirectory: string): Promise<OpenDatabase> {
  const lock = await DirectoryLock.take(dataDirectory);
  const orm = await embeddedOrm(join(dataDirectory, 'database')).catch((error) => {
    lock.release();
    throw error;
  });
  const pglite = await (orm.driver.getConnection() as unknown as PgliteConnection).getNativeClient();
  return {
    database: new Database(orm),
    isEmbedded: true,
    jobs: { db: fromPglite(pglite), backend: 'pglite' },
    note: (note) => lock.note(note),
    close: async () => {
      await orm.close(true);
      lock.release();
    },
  };
}

/** A PostgreSQL server; throws the driver's error when it cannot be reached. The first process on this machine notes in the data directory where commands find it. */
export async function openPostgres(options: PostgresOptions, dataDirectory: string): Promise<OpenDatabase> {
  const orm = await postgresOrm(options);
  // The migrator would make a database that is not there; a misspelt name is to be an error.
  await orm.em
    .fork()
    .execute('select 1')
    .catch(async (error) => {
      await orm.close(true);
      throw error;
    });
  const lock = await DirectoryLock.take(dataDirectory).catch(() => undefined);
  const database = new Database(orm);
  return {
    database,
    isEmbedded: false,
    jobs: { connectionString: options.url, max: 4 },
    note: (note) => lock?.note(note),
    close: async () => {
      await orm.close(true);
      lock?.release();
    },
  };
}
