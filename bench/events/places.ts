import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PgliteConnection } from '@mikro-orm/pglite';
import pg from 'pg';
import { DATABASE_SCHEMA } from '../../src/app/resources/database-schema.ts';
import { PostgresEventLog } from '../../src/infra/events/postgres/event-log.ts';
import { Database } from '../../src/infra/postgres/database.ts';
import { embeddedOrm, postgresOrm } from '../../src/infra/postgres/orm.ts';
import { systemClock, systemRandom } from '../../src/infra/runtime.ts';
import { createDatabase } from '../../test/support/services/databases.ts';
import { pgliteWriter, pgWriter, type Writer } from './writers.ts';

/** A new database with the event log, and the plain driver on the same database. */
export interface Place {
  readonly database: Database;
  readonly log: PostgresEventLog;
  readonly bare: Writer;
  close(): Promise<void>;
}

const POOL_SIZE = 10;

/** A database on a PostgreSQL server; it is dropped at the end. */
export async function onPostgres(serverUrl: string): Promise<Place> {
  const { url, drop } = await createDatabase(serverUrl);
  const orm = await postgresOrm({ url, poolSize: POOL_SIZE, poolTimeoutMs: 30_000 }, DATABASE_SCHEMA);
  await orm.migrator.up();
  const pool = new pg.Pool({ connectionString: url, max: POOL_SIZE });
  return {
    ...logOn(new Database(orm)),
    bare: pgWriter(pool),
    close: async () => {
      await pool.end();
      await orm.close(true);
      await drop();
    },
  };
}

/** An embedded database in a temporary directory. The driver uses the same instance: there is only one connection. */
export async function onPglite(): Promise<Place> {
  const directory = await mkdtemp(join(tmpdir(), 'aragora-bench-'));
  const orm = await embeddedOrm(directory, DATABASE_SCHEMA);
  await orm.migrator.up();
  const pglite = await (orm.driver.getConnection() as unknown as PgliteConnection).getNativeClient();
  return {
    ...logOn(new Database(orm)),
    bare: pgliteWriter(pglite),
    close: async () => {
      await orm.close(true);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function logOn(database: Database) {
  return { database, log: new PostgresEventLog(database, systemClock, systemRandom) };
}
