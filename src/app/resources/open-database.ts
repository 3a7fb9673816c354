import { CannotStart } from '../../infra/cannot-start.ts';
import { textIndexWarnings } from '../../infra/debates/postgres/text-index.ts';
import { rebaseForeignLog } from '../../infra/events/postgres/rebase.ts';
import { prepareSchema } from '../../infra/postgres/migrate.ts';
import { type OpenDatabase, openEmbedded, openPostgres } from '../../infra/postgres/open.ts';
import type { PostgresOptions } from '../../infra/postgres/orm.ts';
import type { Config } from '../config.ts';
import { DATABASE_SCHEMA } from './database-schema.ts';

/** Opens the database of the settings without changing its tables. Throws `CannotStart` if it cannot be used. */
export function openDatabase(config: Config): Promise<OpenDatabase> {
  // Without a statement timeout: a migration may take long.
  return open(config, {});
}

/** As `openDatabase`, for a server: with a statement timeout, and with migrated tables. */
export async function openPreparedDatabase(config: Config, onWait?: (message: string) => void): Promise<OpenDatabase> {
  const opened = await open(config, { statementTimeoutMs: config.dbStatementTimeoutSeconds * 1000 }, onWait);
  try {
    await prepareSchema(opened);
    await rebaseForeignLog(opened.database);
    return { ...opened, warnings: [...opened.warnings, ...(await textIndexWarnings(opened.database))] };
  } catch (error) {
    await opened.close().catch(() => {});
    throw error;
  }
}

async function open(
  config: Config,
  limits: Pick<PostgresOptions, 'statementTimeoutMs'>,
  onWait?: (message: string) => void,
): Promise<OpenDatabase> {
  if (config.databaseUrl === undefined) return openEmbedded(config.dataDir, DATABASE_SCHEMA, onWait);
  const { databaseUrl: url, dbSchema: schema, dbPoolSize: poolSize, dbPoolTimeoutSeconds, workers: processes } = config;
  const options = { url, schema, poolSize, poolTimeoutMs: dbPoolTimeoutSeconds * 1000, processes, ...limits };
  return openPostgres(options, config.dataDir, DATABASE_SCHEMA).catch((error) => {
    throw explained(error, url);
  });
}

function explained(error: Error, url: string): CannotStart {
  if (error instanceof CannotStart) return error;
  const { hostname, port, pathname } = new URL(url);
  const where = `${hostname}:${port || 5432}${pathname}`;
  const advice = 'Check DATABASE_URL, and that PostgreSQL runs there.';
  return new CannotStart(`The database at ${where} cannot be used: ${error.message}. ${advice}`, { cause: error });
}
