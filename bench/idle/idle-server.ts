import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface Idleness {
  readonly statementsPerSecond: number;
  /** CPU time of the server's process, without that of a PostgreSQL server. */
  readonly cpuMsPerSecond: number;
  /** The statements by their beginning, the most frequent first. */
  readonly statements: readonly (readonly [text: string, perMinute: number])[];
}

interface Counts {
  readonly cpuMs: number;
  readonly counts: Readonly<Record<string, number>>;
}

const HERE = new URL('.', import.meta.url);
const ROOT = new URL('../../', import.meta.url);
/** The deferred work of a start ends within this time. */
const WARM_UP_MS = 20_000;

/** Starts a server with nothing to do and measures it. `databaseUrl`: undefined is the embedded database. */
export async function measureIdle(
  databaseUrl: string | undefined,
  reactors: 1 | 20,
  seconds: number,
): Promise<Idleness> {
  const directory = mkdtempSync(join(tmpdir(), 'aragora-bench-idle-'));
  const server = startServer(directory, databaseUrl, reactors);
  try {
    await listening(server);
    await setTimeout(WARM_UP_MS);
    const [before, startedAt] = [await countsOf(server), performance.now()];
    await setTimeout(seconds * 1_000);
    const [after, tookSeconds] = [await countsOf(server), (performance.now() - startedAt) / 1_000];
    return idleness(before, after, tookSeconds);
  } finally {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    rmSync(directory, { recursive: true, force: true });
  }
}

function startServer(directory: string, databaseUrl: string | undefined, reactors: 1 | 20): ChildProcess {
  const { DATABASE_URL: _, ...rest } = process.env;
  const env = {
    ...rest,
    ...{ ARAGORA_DATA_DIR: directory, ARAGORA_API_PORT: '0', ARAGORA_WS_PORT: '0', ARAGORA_ENV: 'development' },
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  };
  const preloads = ['tsx', pathOf('count-statements.ts'), ...(reactors === 20 ? [pathOf('more-reactors.ts')] : [])];
  return fork(fileURLToPath(new URL('src/main.ts', ROOT)), ['serve'], {
    ...{ cwd: fileURLToPath(ROOT), env, execArgv: preloads.flatMap((file) => ['--import', file]) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, HERE));
}

async function listening(server: ChildProcess): Promise<void> {
  let told = '';
  for await (const chunk of server.stderr ?? []) {
    told += chunk;
    if (!told.includes('The server listens')) continue;
    // The log is read, so that the server never waits for it.
    server.stderr?.resume();
    return;
  }
  throw new Error(`The server did not start: ${told}`);
}

async function countsOf(server: ChildProcess): Promise<Counts> {
  const reply = once(server, 'message');
  server.send('counts');
  return (await reply)[0] as Counts;
}

function idleness(before: Counts, after: Counts, seconds: number): Idleness {
  const statements = Object.entries(after.counts).sort(([, one], [, other]) => other - one);
  const total = statements.reduce((sum, [, count]) => sum + count, 0);
  return {
    statementsPerSecond: total / seconds,
    cpuMsPerSecond: (after.cpuMs - before.cpuMs) / seconds,
    statements: statements.map(([text, count]) => [text, (count * 60) / seconds] as const),
  };
}
