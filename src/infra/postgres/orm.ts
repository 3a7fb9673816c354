import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM as PgliteOrm } from '@mikro-orm/pglite';
import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import type { MikroORM } from '@mikro-orm/sql';
import type { Pool } from 'pg';
import { migrations } from '../../../migrations/list.ts';
import { ApiKeyRow } from '../access/postgres/api-keys.ts';
import { SecondFactorRow } from '../access/postgres/second-factors.ts';
import { SessionRow } from '../access/postgres/sessions.ts';
import { UserRow } from '../access/postgres/users.ts';
import { CustomRoleRow, MembershipRow, WorkspaceRow } from '../access/postgres/workspaces.ts';
import { AuditEntryRow } from '../audit/postgres.ts';
import { DebateRecordRow } from '../debates/postgres/debate-records.ts';
import { DebateCommandRow, DebateRow } from '../debates/postgres/debate-store.ts';
import { EventRow } from '../events/postgres/event-log.ts';
import { ReceiptKeyRow, ReceiptRow } from '../receipts/postgres.ts';
import { IdempotencyKeyRow } from '../system/postgres.ts';
import { engine } from './engine.ts';
import { dropLostConnections } from './lost-connections.ts';
import { endSilentConnections } from './silent-connections.ts';

/** The server itself ends a statement that takes too long; one that does not even say so is gone. */
export const GIVEN_UP_WITHIN_MS = 1_000;

/** One entity set and one list of migrations, for PostgreSQL and for the embedded database alike. */
const common = {
  // A misspelt name is to be an error, not a new and empty database.
  ensureDatabase: false,
  entities: [
    ...[DebateRow, DebateCommandRow, DebateRecordRow, EventRow, IdempotencyKeyRow, ReceiptRow, ReceiptKeyRow],
    ...[UserRow, WorkspaceRow, MembershipRow, CustomRoleRow, SessionRow, SecondFactorRow, ApiKeyRow],
    AuditEntryRow,
  ],
  extensions: [Migrator],
  migrations: { migrationsList: migrations, tableName: 'migrations', snapshot: false },
  forceUtcTimezone: true,
  logger: () => {},
};

export interface PostgresOptions {
  readonly url: string;
  readonly poolSize: number;
  readonly poolTimeoutMs: number;
  /** How long one statement may take; as long as it needs when left out. */
  readonly statementTimeoutMs?: number;
  /** The schema to work in; `public` when left out. */
  readonly schema?: string;
}

export function postgresOrm(options: PostgresOptions): Promise<MikroORM> {
  const { url, poolSize, poolTimeoutMs, statementTimeoutMs, schema } = options;
  const driverOptions = {
    connectionTimeoutMillis: poolTimeoutMs,
    application_name: 'aragora',
    keepAlive: true,
    onPoolCreated: (pool: Pool) => {
      dropLostConnections(pool);
      if (statementTimeoutMs !== undefined) endSilentConnections(pool, statementTimeoutMs + GIVEN_UP_WITHIN_MS);
    },
    ...(statementTimeoutMs !== undefined && { statement_timeout: statementTimeoutMs }),
    ...(schema !== undefined && { options: `-c search_path=${schema}` }),
  };
  return PostgresOrm.init({ ...common, clientUrl: url, pool: { max: poolSize }, driverOptions });
}

/** `directory` holds the database; without one it lives in memory. */
export async function embeddedOrm(directory: string | undefined): Promise<MikroORM> {
  // A new one is unpacked as PGlite's authors made it: to make it here would take most of the first start's time.
  const contents = holdsDatabase(directory) ? {} : { loadDataDir: await dataDir() };
  const options = { ...contents, pgliteWasmModule: await engine() };
  // A function, since MikroORM copies objects, which a Blob does not outlive.
  return PgliteOrm.init({ ...common, dbName: directory ?? 'memory://', driverOptions: () => options });
}

/** By the same mark as PGlite, which writes it last but for a few settings: what is half unpacked is unpacked again. */
function holdsDatabase(directory: string | undefined): boolean {
  return directory !== undefined && existsSync(join(directory, 'PG_VERSION'));
}
