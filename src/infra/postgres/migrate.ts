import type { MikroORM } from '@mikro-orm/sql';
import { CannotStart } from '../cannot-start.ts';
import { NOTIFY_APPLICATION_NAME } from './channel-name.ts';
import type { OpenDatabase } from './open.ts';

export interface MigrationStatus {
  readonly name: string;
  readonly appliedAt: Date | null;
}

/** Key of the advisory lock: one server at a time migrates, the others wait. The number is arbitrary. */
const LOCK = 4_270_311;

/** Every migration, in order. */
export function migrationStatus(open: OpenDatabase): Promise<readonly MigrationStatus[]> {
  return alone(open, statusOf);
}

/** Applies the pending migrations, and returns their names. */
export function applyMigrations(open: OpenDatabase): Promise<readonly string[]> {
  return alone(open, async (orm) => {
    await refuseWhileServed(open);
    return apply(orm);
  });
}

/** Undoes the last applied migration, and returns its name. The data in its tables is lost. */
export function rollBackMigration(open: OpenDatabase): Promise<string | undefined> {
  return alone(open, async (orm) => {
    await refuseWhileServed(open);
    return (await orm.migrator.down())[0]?.name;
  });
}

/**
 * Prepares the database for a server. Migrates an empty or embedded database; any other one must be migrated by its
 * operator.
 */
export async function prepareSchema(open: OpenDatabase): Promise<void> {
  if (await isUpToDate(open)) return;
  await alone(open, async (orm) => {
    const status = await statusOf(orm);
    const pending = status.filter(({ appliedAt }) => appliedAt === null).map(({ name }) => name);
    if (pending.length > 0 && pending.length < status.length && !open.isEmbedded) {
      throw new CannotStart(
        `The database lacks ${pending.join(', ')}. Stop its servers, then run \`aragora migrate apply\`.`,
      );
    }
    await apply(orm);
  });
}

/** Reads the table of migrations directly: the migrator is slow, and nearly every start finds no pending migration. */
async function isUpToDate({ database, migrations }: OpenDatabase): Promise<boolean> {
  const [table] = await database.query<{ there: boolean }>("select to_regclass('migrations') is not null as there", []);
  if (!table?.there) return false;
  const applied = await database.query<{ name: string }>('select name from migrations', []);
  const names = new Set(applied.map(({ name }) => name));
  return migrations.every((name) => names.has(name));
}

/**
 * Every server keeps a connection open that listens for notifications. The embedded database is protected by its lock.
 */
async function refuseWhileServed({ database, isEmbedded }: OpenDatabase): Promise<void> {
  if (isEmbedded) return;
  const sql = 'select 1 from pg_stat_activity where datname = current_database() and application_name = $1';
  const { length } = await database.query(sql, [NOTIFY_APPLICATION_NAME]);
  if (length > 0) throw new CannotStart(`Servers that use this database: ${length}. Stop them first.`);
}

async function apply(orm: MikroORM): Promise<readonly string[]> {
  return (await orm.migrator.up()).map(({ name }) => name);
}

async function statusOf(orm: MikroORM): Promise<readonly MigrationStatus[]> {
  const applied = (await orm.migrator.getExecuted()).map(({ name, executed_at }) => ({ name, appliedAt: executed_at }));
  const pending = (await orm.migrator.getPending()).map(({ name }) => ({ name, appliedAt: null }));
  return [...applied, ...pending];
}

async function alone<T>(
  { database: { orm }, isEmbedded }: OpenDatabase,
  work: (orm: MikroORM) => Promise<T>,
): Promise<T> {
  if (isEmbedded) return work(orm);
  return orm.em.fork().transactional(async (em) => {
    await em.getConnection().execute('select pg_advisory_xact_lock(?)', [LOCK], 'all', em.getTransactionContext());
    return work(orm);
  });
}
