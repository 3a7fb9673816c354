import cluster from 'node:cluster';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Role } from '../domain/access/permissions.ts';
import { type AuditReport, verifyAuditLog } from '../domain/audit/verify-audit-log.ts';
import { publicKeysIn } from '../domain/receipts/public-keys.ts';
import type { PublicKey } from '../domain/receipts/receipt-key.ts';
import { type ReceiptReport, verifyReceipt } from '../domain/receipts/verify.ts';
import { type LockNote, readLockNote } from '../infra/postgres/directory-lock.ts';
import { engine } from '../infra/postgres/engine.ts';
import type { MigrationStatus } from '../infra/postgres/migrate.ts';
import type { OpenDatabase } from '../infra/postgres/open.ts';
import { type Config, processConfig } from './config.ts';
import { isExpected } from './expected.ts';
import type { FirstOwner } from './features/access/first-owner.ts';
import { localToken, ownToken } from './features/access/own-token.ts';
import { hasNoData, requireData } from './resources/data-directory.ts';
import type { Part, RunningServer } from './start.ts';

export type { AuditReport, MigrationStatus, Part, PublicKey, ReceiptReport, RunningServer };
export { isExpected };

/** Settings of the command line, by the names of their variables; they go before the environment. */
export interface Flags {
  readonly ARAGORA_API_PORT?: string;
  readonly ARAGORA_WS_PORT?: string;
  readonly ARAGORA_DATA_DIR?: string;
  readonly ARAGORA_LOG_LEVEL?: string;
}

/** A server to talk to. */
export interface Connection {
  readonly url: string;
  /** What to show to it; undefined when this machine has nothing. */
  readonly token: string | undefined;
  /** Whether it was started for this connection, and stops with it. */
  readonly isOwn: boolean;
  /** The data directory, where there was none before. */
  readonly made?: string | undefined;
  close(): Promise<void>;
}

const MINUTE_MS = 60_000;

/** In a process that serves itself, only what goes wrong is logged, and ports are whatever is free. */
const QUIET = { apiPort: 0, wsPort: 0, logLevel: 'ERROR' } as const;

/**
 * Starts a server with the settings of this process, and with the workers they ask for. Throws what `isExpected` knows when
 * it cannot. In a worker it serves until the process ends.
 */
export async function serve(flags: Flags = {}): Promise<RunningServer> {
  const config = processConfig(flags);
  if (cluster.isWorker) return (await import('./workers/serve-as-worker.ts')).serveAsWorker(config);
  if (config.workers > 1) return (await import('./workers/start-workers.ts')).startWorkers(config);
  return start(config, 'runner');
}

/** What a command does where nothing was ever kept: gives up, makes the data directory, or needs none. */
export type WithoutData = 'GIVE_UP' | 'MAKE' | 'NEED_NONE';

/**
 * The server that runs, or one in this process when none does: a `reader` answers and leaves debates alone, a `runner`
 * also runs them. Throws what `isExpected` knows when there is none to be had.
 */
export async function connect(part: Part, withoutData: WithoutData = 'MAKE'): Promise<Connection> {
  const config = processConfig();
  const url = config.url ?? (await noteOf(config.dataDir, part))?.url;
  if (url !== undefined) return { url, token: await ownToken(config), isOwn: false, close: async () => {} };
  if (withoutData === 'GIVE_UP') requireData(config);
  if (withoutData === 'NEED_NONE' && hasNoData(config)) return own(await serveTemporarily());
  const made = hasNoData(config) ? resolve(config.dataDir) : undefined;
  const server = await start({ ...config, ...QUIET }, part);
  return { ...own({ ...server, token: await ownToken(config) }), made };
}

function own({ url, token, stop }: RunningServer & Pick<Connection, 'token'>): Connection {
  return { url, token, isOwn: true, close: stop };
}

/** A server on free ports with a data directory of its own, which goes when it stops. */
export async function serveTemporarily(): Promise<RunningServer & { readonly token: string | undefined }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'aragora-'));
  const remove = () => rm(dataDir, { recursive: true, force: true });
  try {
    const config = { ...processConfig(), ...QUIET, env: 'development', dataDir, databaseUrl: undefined } as const;
    const server = await start(config, 'runner');
    return { ...server, token: await ownToken(config), stop: () => server.stop().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A token for the server of this machine, good for some hours; undefined where there may be none. */
export function mintToken(role: Role, hours: number): Promise<string | undefined> {
  return localToken(processConfig(), role, hours * 3_600_000);
}

/** By which whoever keeps the machine speaks to the server that these settings start; undefined in production. */
export function localOwnerToken(flags: Flags = {}): Promise<string | undefined> {
  return localToken(processConfig(flags), 'owner', MINUTE_MS);
}

/** The first owner of a server. On the embedded database it asks for a stopped server. */
export async function createFirstOwner(...owner: FirstOwner) {
  const first = await import('./features/access/first-owner.ts');
  return first.createFirstOwner(processConfig(), ...owner);
}

/** The tables of the database. On the embedded one they ask for a stopped server. */
export const migrations = {
  apply: () => migrating(({ applyMigrations }, open) => applyMigrations(open)),
  status: () => migratingWhatIsKept(({ migrationStatus }, open) => migrationStatus(open)),
  rollback: () => migratingWhatIsKept(({ rollBackMigration }, open) => rollBackMigration(open)),
};

/** Checking of receipts by their files alone: no server, no database. */
export const receipts = { verify: verifyReceipt, publicKeysIn };

/** Checking of exports of the audit log by their files alone. */
export const audit = { verify: verifyAuditLog };

/** Who holds the directory, if it does what is needed: a debate left with a reader would wait for ever. */
async function noteOf(dataDir: string, part: Part): Promise<LockNote | undefined> {
  const note = await readLockNote(dataDir);
  return part === 'reader' || note?.runsDebates ? note : undefined;
}

/** Loads the server, which a command that talks to one that runs never needs; meanwhile the embedded engine is compiled. */
async function start(config: Config, part: Part): Promise<RunningServer> {
  if (config.databaseUrl === undefined) void engine();
  const server = await import('./start.ts');
  return server.start(config, part);
}

type Migrate = typeof import('../infra/postgres/migrate.ts');

async function migratingWhatIsKept<T>(work: (migrate: Migrate, open: OpenDatabase) => Promise<T>): Promise<T> {
  requireData(processConfig());
  return migrating(work);
}

async function migrating<T>(work: (migrate: Migrate, open: OpenDatabase) => Promise<T>): Promise<T> {
  const { openDatabase } = await import('./resources/open-database.ts');
  const open = await openDatabase(processConfig());
  try {
    return await work(await import('../infra/postgres/migrate.ts'), open);
  } finally {
    await open.close();
  }
}
