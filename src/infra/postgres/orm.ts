import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import type { EntitySchema } from '@mikro-orm/core';
import { type Migration, Migrator } from '@mikro-orm/migrations';
import { MikroORM as PgliteOrm } from '@mikro-orm/pglite';
import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import type { MikroORM } from '@mikro-orm/sql';
import type { Pool } from 'pg';
import { engine } from './engine.ts';
import { dropLostConnections } from './lost-connections.ts';
import { sessionClient } from './session-client.ts';
import { endSilentConnections } from './silent-connections.ts';

/**
 * The server ends a statement that takes too long. If the server does not report that within this time, the connection
 * is ended.
 */
export const GIVEN_UP_WITHIN_MS = 1_000;

/** The tables: the mapping of rows, and the migrations in order. The same for PostgreSQL and PGlite. */
export interface Schema {
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly {
    readonly name: string;
    readonly class: new (...args: ConstructorParameters<typeof Migration>) => Migration;
  }[];
}

/** Options of the mapper for these tables, for every database. */
export const mapperOptions = ({ entities, migrations }: Schema) => ({
  // A misspelt name must be an error, not a new and empty database.
  ensureDatabase: false,
  entities: [...entities],
  extensions: [Migrator],
  migrations: { migrationsList: [...migrations], tableName: 'migrations', snapshot: false },
  forceUtcTimezone: true,
  logger: () => {},
});

export interface PostgresOptions {
  readonly url: string;
  readonly poolSize: number;
  readonly poolTimeoutMs: number;
  /** Maximum time of one statement; unlimited when left out. */
  readonly statementTimeoutMs?: number;
  /** The PostgreSQL schema; `public` when left out. */
  readonly schema?: string | undefined;
  /** Processes of this server on this machine; one when left out. */
  readonly processes?: number;
}

export function postgresOrm(options: PostgresOptions, tables: Schema): Promise<MikroORM> {
  const { url, poolSize, poolTimeoutMs, statementTimeoutMs, schema } = options;
  const driverOptions = {
    connectionTimeoutMillis: poolTimeoutMs,
    application_name: 'aragora',
    keepAlive: true,
    onPoolCreated: (pool: Pool) => {
      dropLostConnections(pool);
      if (statementTimeoutMs !== undefined) endSilentConnections(pool, statementTimeoutMs + GIVEN_UP_WITHIN_MS);
    },
    Client: sessionClient({ schema, statementTimeoutMs }),
  };
  return PostgresOrm.init({ ...mapperOptions(tables), clientUrl: url, pool: { max: poolSize }, driverOptions });
}

/** The database in `directory`; with undefined, a database in memory. */
export async function embeddedOrm(directory: string | undefined, tables: Schema): Promise<MikroORM> {
  // A new database is unpacked from PGlite's own archive: `initdb` would take most of the first start's time.
  const contents = holdsDatabase(directory) ? {} : { loadDataDir: await dataDir() };
  const options = { ...contents, ...EXTENSIONS, pgliteWasmModule: await engine() };
  // A function, because MikroORM copies objects and a copied Blob is broken.
  return PgliteOrm.init({ ...mapperOptions(tables), dbName: directory ?? 'memory://', driverOptions: () => options });
}

/** An index of the search for text uses it. A database with the extension cannot use that index without. */
export const EXTENSIONS = { extensions: { pg_trgm } };

/** PGlite uses the same file as a test. It is unpacked nearly last, so a partly unpacked database is unpacked again. */
function holdsDatabase(directory: string | undefined): boolean {
  return directory !== undefined && existsSync(join(directory, 'PG_VERSION'));
}
