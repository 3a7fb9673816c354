import { CannotStart } from '../infra/cannot-start.ts';
import type { Config } from '../infra/config.ts';
import { rebaseForeignLog } from '../infra/events/postgres/rebase.ts';
import { prepareSchema } from '../infra/postgres/migrate.ts';
import { type OpenDatabase, openEmbedded, openPostgres } from '../infra/postgres/open.ts';

/** The database the settings name, whatever state its tables are in. Throws `CannotStart` when it is not to be had. */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  if (config.databaseUrl === undefined) return openEmbedded(config.dataDir);
  const { databaseUrl: url, dbPoolSize: poolSize, dbPoolTimeoutSeconds } = config;
  const options = { url, poolSize, poolTimeoutMs: dbPoolTimeoutSeconds * 1000 };
  return openPostgres(options, config.dataDir).catch((error) => {
    throw explained(error, url);
  });
}

/** The same, ready for a server. */
export async function openPreparedDatabase(config: Config): Promise<OpenDatabase> {
  const open = await openDatabase(config);
  try {
    await prepareSchema(open);
    await rebaseForeignLog(open.database);
    return open;
  } catch (error) {
    await open.close().catch(() => {});
    throw error;
  }
}

function explained(error: Error, url: string): CannotStart {
  const { hostname, port, pathname } = new URL(url);
  const where = `${hostname}:${port || 5432}${pathname}`;
  const advice = 'Check DATABASE_URL, and that PostgreSQL runs there.';
  return new CannotStart(`The database at ${where} cannot be used: ${error.message}. ${advice}`, { cause: error });
}
