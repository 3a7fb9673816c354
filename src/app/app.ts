import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Access } from '../domain/access/access.ts';
import type { Role } from '../domain/access/permissions.ts';
import type { AuditReport } from '../domain/audit/verify-audit-log.ts';
import type { PublicKey } from '../domain/receipts/receipt-key.ts';
import type { ReceiptReport } from '../domain/receipts/verify.ts';
import type { ShapeMistake } from '../domain/shared/check-shape.ts';
import type { Listed } from '../domain/shared/complaints.ts';
import { type LockNote, readLockNote } from '../infra/postgres/directory-lock.ts';
import type { MigrationStatus } from '../infra/postgres/migrate.ts';
import type { OpenDatabase } from '../infra/postgres/open.ts';
import type { Config } from './config.ts';
import { connectionSettings } from './connection-settings.ts';
import { isExpected } from './expected-errors.ts';
import type { FirstOwner } from './features/access/first-owner.ts';
import { localToken, ownToken } from './features/access/own-token.ts';
import { hasNoData, requireData } from './resources/data-directory.ts';
import type { ServeLog } from './serve.ts';
import type { Part, RunningServer } from './start.ts';

export type { AuditReport, MigrationStatus, Part, PublicKey, ReceiptReport, RunningServer, ServeLog, ShapeMistake };
export { isExpected };

/** Settings from the command line, by the names of their variables. They override the environment. */
export interface Flags {
  readonly ARAGORA_API_PORT?: string;
  readonly ARAGORA_WS_PORT?: string;
  readonly ARAGORA_DATA_DIR?: string;
  readonly ARAGORA_LOG_LEVEL?: string;
}

/** A connection of a command to a server. */
export interface Connection {
  readonly url: string;
  /** The credential for the server; undefined if this machine has none. */
  readonly token: string | undefined;
  /** Whether the server was started for this connection, and stops with it. */
  readonly isOwn: boolean;
  /** The data directory, if it was created for this connection. */
  readonly createdDirectory?: string | undefined;
  close(): Promise<void>;
}

type VerifyReceipt = typeof import('../domain/receipts/verify.ts').verifyReceipt;
type VerifyAuditLog = typeof import('../domain/audit/verify-audit-log.ts').verifyAuditLog;

const MINUTE_MS = 60_000;
/** How long a command waits for a server that is starting. */
const MAX_START_MS = 15_000;
const START_POLL_MS = 50;

/** A server in the process of a command logs only errors, and uses any free ports. */
const QUIET = { apiPort: 0, wsPort: 0, logLevel: 'ERROR' } as const;

/**
 * Starts a server with the settings of this process and with the configured workers. Throws an error for which `isExpected`
 * is true if it cannot start. In a worker it serves until the process ends. A stop during the start ends the process.
 */
export async function serve(flags: Flags, stop: AbortSignal): Promise<RunningServer & { readonly log: ServeLog }> {
  surviveSignals();
  return (await import('./serve.ts')).serve(flags, start, stop);
}

/** Logs why `serve` failed. Returns false when the command has to say it. */
export async function logFailure(error: unknown): Promise<boolean> {
  return (await import('./serve.ts')).logFailure(error);
}

/** What a command does without a data directory: fail, create it, or use a temporary one. */
export type WhenNoData = 'FAIL' | 'CREATE' | 'USE_TEMPORARY';

/**
 * Connects to the running server, or else starts one in this process: a `reader` only answers requests, a `runner` also runs
 * debates. Throws an error for which `isExpected` is true if no server can be used.
 */
export async function connect(part: Part, whenNoData: WhenNoData = 'CREATE'): Promise<Connection> {
  const settings = connectionSettings();
  const url = settings.url ?? (await noteOf(settings.dataDir, part))?.url;
  if (url !== undefined) return { url, token: await ownToken(settings), isOwn: false, close: async () => {} };
  if (whenNoData === 'FAIL') requireData(settings);
  if (whenNoData === 'USE_TEMPORARY' && hasNoData(settings)) return own(await serveTemporarily());
  const config = await processConfig();
  const createdDirectory = hasNoData(config) ? resolve(config.dataDir) : undefined;
  const server = await start({ ...config, ...QUIET }, part);
  return { ...own({ ...server, token: await ownToken(config) }), createdDirectory };
}

function own({ url, token, stop }: RunningServer & Pick<Connection, 'token'>): Connection {
  return { url, token, isOwn: true, close: stop };
}

/** Starts a server on free ports with a temporary data directory, which is deleted when the server stops. */
export async function serveTemporarily(): Promise<RunningServer & { readonly token: string | undefined }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'aragora-'));
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  try {
    const config = {
      ...(await processConfig()),
      ...QUIET,
      env: 'development',
      dataDir,
      databaseUrl: undefined,
    } as const;
    const server = await start(config, 'runner');
    return { ...server, token: await ownToken(config), stop: () => server.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A token for the server of this machine; undefined in production and without the secret of the server. */
export function mintToken(role: Role, hours: number): Promise<string | undefined> {
  return localToken(connectionSettings(), role, hours * 3_600_000);
}

/** A short-lived owner token for the server that these settings start; undefined in production. */
export function localOwnerToken(flags: Flags = {}): Promise<string | undefined> {
  return localToken(connectionSettings(flags), 'owner', MINUTE_MS);
}

/** Creates the first owner. With the embedded database the server must be stopped. */
export async function createFirstOwner(...owner: FirstOwner) {
  const first = await import('./features/access/first-owner.ts');
  return first.createFirstOwner(await processConfig(), ...owner);
}

/** Operators of the server. With the embedded database the server must be stopped. */
export const operators = {
  grant: (email: string) => changingAccess((access) => access.operators.grant(email)),
  revoke: (email: string) => changingAccess((access) => access.operators.revoke(email)),
};

/** Migrations of the database. With the embedded database the server must be stopped. */
export const migrations = {
  apply: () => migrating(({ applyMigrations }, open) => applyMigrations(open)),
  status: () => migratingExistingData(({ migrationStatus }, open) => migrationStatus(open)),
  rollback: () => migratingExistingData(({ rollBackMigration }, open) => rollBackMigration(open)),
};

/** Checks of decisions from files, without server or database. */
export const decisions = {
  formMistakes: async (decision: unknown): Promise<Listed<ShapeMistake>> =>
    (await import('../domain/debates/decision.ts')).formMistakes(decision),
};

/** Verification of receipts from files, without server or database. */
export const receipts = {
  verify: async (...given: Parameters<VerifyReceipt>): Promise<ReceiptReport> =>
    (await import('../domain/receipts/verify.ts')).verifyReceipt(...given),
  publicKeysIn: async (text: string): Promise<readonly PublicKey[]> =>
    (await import('../domain/receipts/public-keys.ts')).publicKeysIn(text),
};

/** Verification of exported audit logs from files. */
export const audit = {
  verify: async (...given: Parameters<VerifyAuditLog>): Promise<AuditReport> =>
    (await import('../domain/audit/verify-audit-log.ts')).verifyAuditLog(...given),
};

/** The server that holds the directory. A runner does not use a reader: its debate would never run. */
async function noteOf(dataDir: string, part: Part): Promise<LockNote | undefined> {
  const note = await startedNoteOf(dataDir);
  return part === 'reader' || note?.runsDebates ? note : undefined;
}

/** Waits for the address of a server that is starting. */
async function startedNoteOf(dataDir: string): Promise<LockNote | undefined> {
  for (const until = performance.now() + MAX_START_MS; ; ) {
    const note = await readLockNote(dataDir);
    if (note?.command !== 'serve' || note.url !== undefined || performance.now() >= until) return note;
    await wait(START_POLL_MS);
  }
}

/**
 * Loads the server code only here: a command that talks to a running server does not need it. Compiles the embedded engine
 * meanwhile.
 */
async function start(config: Config, part: Part): Promise<RunningServer> {
  surviveSignals();
  if (config.databaseUrl === undefined) void import('../infra/postgres/engine.ts').then(({ engine }) => engine());
  const server = await import('./start.ts');
  return server.start(config, part);
}

/** Signals to a process that serves, which by default would end it. A server does something on them, a command nothing. */
const SURVIVED = ['SIGHUP', 'SIGUSR2'] as const;

/** From now on these signals end no process that serves, also while it starts and stops. */
function surviveSignals(): void {
  for (const signal of SURVIVED) if (!process.listeners(signal).includes(ignore)) process.on(signal, ignore);
}

function ignore(): void {}

/** All settings of this process, read by code that a command with a running server does not need. */
async function processConfig(flags: Flags = {}): Promise<Config> {
  return (await import('./config.ts')).processConfig(flags);
}

async function changingAccess<T>(change: (access: Access) => Promise<T>): Promise<T> {
  requireData(connectionSettings());
  const { changeAccess } = await import('./features/access/without-server.ts');
  return changeAccess(await processConfig(), change);
}

type Migrate = typeof import('../infra/postgres/migrate.ts');

async function migratingExistingData<T>(work: (migrate: Migrate, open: OpenDatabase) => Promise<T>): Promise<T> {
  requireData(connectionSettings());
  return migrating(work);
}

async function migrating<T>(work: (migrate: Migrate, open: OpenDatabase) => Promise<T>): Promise<T> {
  const { openDatabase } = await import('./resources/open-database.ts');
  const open = await openDatabase(await processConfig());
  try {
    return await work(await import('../infra/postgres/migrate.ts'), open);
  } finally {
    await open.close();
  }
}
