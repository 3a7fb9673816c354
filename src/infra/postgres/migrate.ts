import type { MikroORM } from '@mikro-orm/sql';
import { CannotStart } from '../cannot-start.ts';
import { SERVER_APPLICATION_NAMES } from './channel-name.ts';
import { isCompatible, newerMigrations, newerSentence, refuseNewer } from './newer-migrations.ts';
import type { OpenDatabase } from './open.ts';
import { missingRight } from './rights.ts';

export interface MigrationStatus {
  readonly name: string;
  readonly appliedAt: Date | null;
  /** Whether this version has it. */
  readonly isKnown: boolean;
}

/** Key of the advisory lock: one server at a time migrates, the others wait. The number is arbitrary. */
const LOCK = 4_270_311;
/** SQLSTATE `raise_exception`. */
const RAISED = 'P0001';

/** Every migration, in order. */
export function migrationStatus(open: OpenDatabase): Promise<readonly MigrationStatus[]> {
  return alone(open, (orm) => statusOf(orm, open));
}

/**
 * Applies the pending migrations, and returns their names. Servers may run meanwhile if all of these are compatible with
 * the version of the servers.
 */
export function applyMigrations(open: OpenDatabase): Promise<readonly string[]> {
  return alone(open, async (orm) => {
    const status = await statusOf(orm, open);
    refuseNewer(namesApplied(status), open.migrations);
    if (!pendingIn(status).every(isCompatible)) await refuseWhileServed(open);
    return apply(orm);
  });
}

/** Undoes the last applied migration, and returns its name. The data in its tables is lost. */
export function rollBackMigration(open: OpenDatabase): Promise<string | undefined> {
  return alone(open, async (orm) => {
    const applied = namesApplied(await statusOf(orm, open));
    refuseNewer(applied, open.migrations);
    refuseUnknownLast(applied.at(-1), open);
    await refuseWhileServed(open);
    const undone = await orm.migrator.down().catch((error) => {
      throw refusalOf(error) ?? error;
    });
    return undone[0]?.name;
  });
}

/** A migration that cannot be undone yet raises an exception, whose message is for the operator. */
function refusalOf(error: unknown): CannotStart | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
  return code === RAISED ? new CannotStart(error.message) : refusalOf(cause);
}

/** Only the version that has a migration can undo it. */
function refuseUnknownLast(last: string | undefined, { migrations }: OpenDatabase): void {
  if (last === undefined || migrations.includes(last)) return;
  throw new CannotStart(
    `The last migration, ${last}, is of a newer version of Aragora. Roll it back with that version.`,
  );
}

/**
 * Prepares the database for a server. Migrates an empty or embedded database; any other one must be migrated by its
 * operator. Throws `CannotStart` for a database that a newer version has migrated.
 */
export async function prepareSchema(open: OpenDatabase): Promise<void> {
  if (await isUpToDate(open)) return;
  await alone(open, async (orm) => {
    const status = await statusOf(orm, open);
    const pending = pendingIn(status);
    if (pending.length > 0 && pending.length < status.length && !open.isEmbedded) {
      throw new CannotStart(
        `The database lacks ${pending.join(', ')}. Stop its servers, then run \`aragora migrate apply\`.`,
      );
    }
    await apply(orm);
  });
}

/**
 * Throws when the tables are no longer those of this version: an operator or a newer version has migrated the database
 * while this server runs.
 */
export async function checkSchema(open: Pick<OpenDatabase, 'database' | 'migrations'>): Promise<void> {
  const applied = await readApplied(open);
  const newer = newerMigrations(applied, open.migrations);
  if (newer.length > 0) throw new Error(`${newerSentence(newer)} Restart this server with the newer version.`);
  const missing = open.migrations.filter((name) => !applied.includes(name));
  if (missing.length > 0) throw new Error(`The database lacks ${missing.join(', ')}: it was rolled back.`);
}

/** Nearly every start finds no pending migration, and the migrator is slow. */
async function isUpToDate(open: OpenDatabase): Promise<boolean> {
  const { database, migrations } = open;
  const [table] = await database.query<{ there: boolean }>("select to_regclass('migrations') is not null as there", []);
  if (!table?.there) return false;
  const applied = await readApplied(open);
  refuseNewer(applied, migrations);
  return migrations.every((name) => applied.includes(name));
}

/** Reads the table directly, without the migrator. */
async function readApplied({ database }: Pick<OpenDatabase, 'database'>): Promise<readonly string[]> {
  return (await database.query<{ name: string }>('select name from migrations order by id', [])).map(
    ({ name }) => name,
  );
}

/**
 * Every server keeps connections open, for notifications or for jobs. The embedded database is protected by its lock.
 */
async function refuseWhileServed({ database, isEmbedded }: OpenDatabase): Promise<void> {
  if (isEmbedded) return;
  const sql = `select application_name as name, count(*)::int as count from pg_stat_activity
    where datname = current_database() and application_name = any($1) group by 1`;
  const found = await database.query<{ name: string; count: number }>(sql, [[...SERVER_APPLICATION_NAMES]]);
  if (found.length === 0) return;
  // A server has one connection for notifications, unless it uses Redis for them.
  const { count } = found.find(({ name }) => name === SERVER_APPLICATION_NAMES[0]) ?? { count: 'at least 1' };
  throw new CannotStart(`Servers that use this database: ${count}. Stop them first.`);
}

async function apply(orm: MikroORM): Promise<readonly string[]> {
  return (await orm.migrator.up()).map(({ name }) => name);
}

async function statusOf(orm: MikroORM, { migrations }: OpenDatabase): Promise<readonly MigrationStatus[]> {
  const applied = (await orm.migrator.getExecuted()).map(({ name, executed_at }) => {
    return { name, appliedAt: executed_at, isKnown: migrations.includes(name) };
  });
  const pending = (await orm.migrator.getPending()).map(({ name }) => ({ name, appliedAt: null, isKnown: true }));
  return [...applied, ...pending];
}

function namesApplied(status: readonly MigrationStatus[]): readonly string[] {
  return status.flatMap(({ name, appliedAt }) => (appliedAt === null ? [] : [name]));
}

function pendingIn(status: readonly MigrationStatus[]): readonly string[] {
  return status.flatMap(({ name, appliedAt }) => (appliedAt === null ? [name] : []));
}

async function alone<T>(
  { database: { orm }, isEmbedded }: OpenDatabase,
  work: (orm: MikroORM) => Promise<T>,
): Promise<T> {
  if (isEmbedded) return work(orm);
  const locked = orm.em.fork().transactional(async (em) => {
    await em.getConnection().execute('select pg_advisory_xact_lock(?)', [LOCK], 'all', em.getTransactionContext());
    return work(orm);
  });
  return locked.catch(missingRight);
}
