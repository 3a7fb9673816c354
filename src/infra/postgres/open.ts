import type { PgliteConnection } from '@mikro-orm/pglite';
import { fromPglite } from 'pg-boss';
import { CannotStart } from '../cannot-start.ts';
import type { JobsOptions } from '../jobs.ts';
import { JOBS_APPLICATION_NAME } from './channel-name.ts';
import { Database } from './database.ts';
import { databaseDirectory } from './database-directory.ts';
import { DirectoryLock, type LockNote } from './directory-lock.ts';
import { checkRoom, refuseWritesWithoutRoom } from './disk-room.ts';
import { inspect } from './inspect.ts';
import { embeddedOrm, GIVEN_UP_WITHIN_MS, type PostgresOptions, postgresOrm, type Schema } from './orm.ts';
import { sessionClient } from './session-client.ts';

/** An open database, with parts that are not for stores. */
export interface OpenDatabase {
  readonly database: Database;
  /** Whether only this process can use it. */
  readonly isEmbedded: boolean;
  /** Names of all migrations, in order. */
  readonly migrations: readonly string[];
  /** Throws when the disk of the database is full, as far as this process can tell. */
  checkRoom(): void;
  /** Messages for the operator, one line each. */
  readonly warnings: readonly string[];
  readonly jobs: JobsOptions['connection'];
  /** Notes the address of this process, for commands on the same machine. */
  note(note: LockNote): void;
  close(): Promise<void>;
}

/** The embedded database in the data directory, locked. Throws `CannotStart`. */
export async function openEmbedded(
  dataDirectory: string,
  schema: Schema,
  onWait?: (message: string) => void,
): Promise<OpenDatabase> {
  const lock = await DirectoryLock.take(dataDirectory, onWait);
  const path = databaseDirectory(dataDirectory);
  refuseFullDisk(dataDirectory, lock);
  const orm = await embeddedOrm(path, schema);
  const pglite = await (orm.driver.getConnection() as unknown as PgliteConnection).getNativeClient().catch((error) => {
    lock.release();
    const advice = 'Put a copy of it back, or set ARAGORA_DATA_DIR to another directory.';
    throw new CannotStart(`The database in ${path} cannot be opened: ${reasonOf(error)}. ${advice}`, { cause: error });
  });
  refuseWritesWithoutRoom(pglite, dataDirectory);
  return {
    database: new Database(orm),
    isEmbedded: true,
    warnings: [],
    migrations: namesOf(schema),
    checkRoom: () => checkRoom(dataDirectory),
    jobs: { db: fromPglite(pglite), backend: 'pglite' },
    note: (note) => lock.note(note),
    close: async () => {
      await orm.close(true);
      lock.release();
    },
  };
}

/**
 * A database of a PostgreSQL server. Throws the driver's error when it cannot be reached. The first process on this
 * machine takes the lock of the data directory, and notes its address there for commands.
 */
export async function openPostgres(
  options: PostgresOptions,
  dataDirectory: string,
  schema: Schema,
): Promise<OpenDatabase> {
  const warnings = await inspect({ ...options, tables: tablesOf(schema) });
  const orm = await postgresOrm(options, schema);
  const lock = await DirectoryLock.take(dataDirectory).catch(() => undefined);
  const database = new Database(orm);
  return {
    database,
    isEmbedded: false,
    warnings,
    migrations: namesOf(schema),
    checkRoom: () => database.checkRoom(),
    jobs: jobsConnection(options),
    note: (note) => lock?.note(note),
    close: async () => {
      await orm.close(true);
      lock?.release();
    },
  };
}

function tablesOf({ entities }: Schema): readonly string[] {
  return entities.map(({ meta }) => meta.tableName);
}

function namesOf({ migrations }: Schema): readonly string[] {
  return migrations.map(({ name }) => name);
}

function refuseFullDisk(dataDirectory: string, lock: DirectoryLock): void {
  try {
    checkRoom(dataDirectory);
  } catch (error) {
    lock.release();
    const advice = 'Free some, or set ARAGORA_DATA_DIR to another directory.';
    throw new CannotStart(`${(error as Error).message} ${advice}`, { cause: error });
  }
}

/** The connection that waits for jobs also ends when the server stays silent. */
function jobsConnection({ url, schema, statementTimeoutMs }: PostgresOptions) {
  return {
    ...{
      connectionString: url,
      max: 4,
      keepAlive: true,
      // Longer than the pauses of an idle server: a new connection costs four statements.
      idleTimeoutMillis: 60_000,
      application_name: JOBS_APPLICATION_NAME,
      Client: sessionClient({ schema, statementTimeoutMs }),
    },
    ...(statementTimeoutMs !== undefined && { query_timeout: statementTimeoutMs + GIVEN_UP_WITHIN_MS }),
  };
}

/** Errors of the engine's file system have a name and a number, and no message. */
function reasonOf({ message, name, errno }: Error & { readonly errno?: number }): string {
  return message || `${name} ${errno}`;
}
