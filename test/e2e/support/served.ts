import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../../infra/http/support/a-server.ts';
import { API_TOKEN } from '../../support/credentials.ts';
import { prepareDatabase } from '../../support/services/prepared-database.ts';
import { PROGRAM } from '../../support/services/program.ts';
import { stopServers } from '../../support/services/running-servers.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const POLL_MS = 25;

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** All its output on standard error. */
  readonly stderr: string;
  /** All its output on standard output. */
  readonly stdout: string;
}

/** `aragora serve` in a separate process. */
export interface Served {
  readonly url: string;
  readonly wsUrl: string;
  readonly pid: number;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<Exit>;
  /** Asks it to reload. */
  hangUp(): void;
  /** Reads no more of its standard error until it has ended. */
  stopReading(): void;
  /** Closes the test's end of its standard error. */
  closeStderr(): void;
}

/** The target of the log of a process: the test, or an open file. */
export type Stderr = 'pipe' | number;

const children = new Set<ChildProcess>();
const directories: string[] = [];

/**
 * Ends every server, of this process and of others, and then removes the directories. An embedded database whose files
 * are removed while it opens never opens, and its error cannot be caught.
 */
export async function clearUp(): Promise<void> {
  await stopServers();
  for (const child of children) child.kill('SIGKILL');
  await Promise.all([...children].map((child) => exitOf(child)));
  for (const directory of directories.splice(0)) await rm(directory, { recursive: true, force: true });
}

/** A directory that `clearUp` removes. */
export async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'aragora-e2e-'));
  directories.push(directory);
  return directory;
}

/** Starts a server, on free ports by default, and waits until it listens. Throws its output when it fails. */
export async function serve(dataDir: string, settings: Settings, stderr: Stderr = 'pipe'): Promise<Served> {
  if (settings.DATABASE_URL === undefined) await prepareDatabase(dataDir);
  const child = start(dataDir, settings, stderr);
  const exit = exitOf(child);
  const url = await Promise.race([
    addressOf(child, dataDir),
    exit.then(({ stderr }) => Promise.reject(new Error(stderr))),
  ]);
  const kill = (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    return exit;
  };
  const closeStderr = () => void child.stderr?.destroy();
  const hangUp = () => void child.kill('SIGHUP');
  const stopReading = () => {
    child.stderr?.pause();
    child.once('exit', () => child.stderr?.resume());
  };
  return {
    url,
    wsUrl: `${url.replace(/^http/, 'ws')}/graphql`,
    pid: child.pid ?? 0,
    kill,
    hangUp,
    stopReading,
    closeStderr,
  };
}

/** Starts a server that must fail, and waits until it has ended. */
export function serveInVain(dataDir: string, settings: Settings): Promise<Exit> {
  return exitOf(start(dataDir, settings));
}

function start(
  dataDir: string,
  { ARAGORA_API_PORT = '0', ARAGORA_WS_PORT = '0', ...settings }: Settings,
  stderr: Stderr = 'pipe',
): ChildProcess {
  const flags = ['--api-port', ARAGORA_API_PORT, '--ws-port', ARAGORA_WS_PORT, '--data-dir', dataDir];
  return spawnServer(flags, settings, stderr);
}

/** Starts `aragora serve` without waiting. It sees no database and no Redis except those of the settings. */
export function spawnServer(flags: readonly string[], settings: Settings, stderr: Stderr = 'pipe'): ChildProcess {
  const { DATABASE_URL: _, ARAGORA_REDIS_URL: __, ...env } = process.env;
  const child = spawn(process.execPath, [...PROGRAM, 'serve', ...flags], {
    cwd: ROOT,
    env: {
      ...env,
      ARAGORA_API_TOKEN: API_TOKEN,
      ARAGORA_RATE_LIMITS: 'off',
      ARAGORA_ENV: 'test',
      ARAGORA_LOG_LEVEL: 'WARNING',
      ...settings,
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'pipe', stderr],
  });
  // Reads the output in any case: a full pipe would stop the server.
  child.stdout?.resume();
  children.add(child);
  child.once('close', () => children.delete(child));
  return child;
}

const exits = new WeakMap<ChildProcess, Promise<Exit>>();

function exitOf(child: ChildProcess): Promise<Exit> {
  const known = exits.get(child);
  if (known) return known;
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      said[name] += chunk;
    });
  const exit = new Promise<Exit>((resolve) => {
    child.once('close', (code, signal) => {
      resolve({ code, signal, ...said });
    });
  });
  exits.set(child, exit);
  return exit;
}

/** The address that the process writes to its data directory once it listens. */
async function addressOf(child: ChildProcess, dataDir: string): Promise<string> {
  while (child.exitCode === null && child.signalCode === null) {
    const note = await readFile(join(dataDir, 'server.json'), 'utf8').catch(() => '');
    const { pid, url } = (note.endsWith('\n') ? JSON.parse(note) : {}) as { pid?: number; url?: string };
    if (pid === child.pid && url !== undefined) return url;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error('The process has ended.');
}
