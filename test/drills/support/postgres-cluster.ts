import { execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from '../../support/services/free-port.ts';
import { PATIENCE } from '../../support/waiting.ts';

const run = promisify(execFile);
const INSTALLED = '/usr/lib/postgresql';
const ENDS_WITHIN_MS = 5_000;
const POLL_MS = 20;

/** The folder of the PostgreSQL programs; undefined when it is not installed. */
const programs = newestPrograms();

export const isPostgresInstalled = programs !== undefined;

/** A separate PostgreSQL server that drills can kill and stop. */
export class PostgresCluster {
  readonly port: number;
  private readonly directory: string;
  private postmaster = 0;

  private constructor(directory: string, port: number) {
    this.directory = directory;
    this.port = port;
  }

  /** Creates an empty cluster in a temporary folder, and starts it. */
  static async create(): Promise<PostgresCluster> {
    const directory = await mkdtemp(join(tmpdir(), 'aragora-postgres-'));
    if (isRoot()) await chown(directory, await idOf('-u'), await idOf('-g'));
    const cluster = new PostgresCluster(directory, await freePort());
    const [program, ...args] = asPostgres('initdb', '-A', 'trust', '-U', 'aragora', '--no-sync', '-D', cluster.data);
    await run(program ?? '', args, { cwd: '/' });
    await cluster.start();
    return cluster;
  }

  get url(): string {
    return `postgres://aragora@127.0.0.1:${this.port}/postgres`;
  }

  /** Starts the server, and waits until it accepts a connection. */
  async start(): Promise<void> {
    const options = ['listen_addresses=127.0.0.1', `unix_socket_directories=${this.directory}`];
    const flags = options.flatMap((option) => ['-c', option]);
    const [program, ...args] = asPostgres('postgres', '-D', this.data, '-p', String(this.port), ...flags);
    const child = spawn(program ?? '', args, { cwd: '/', stdio: 'ignore' });
    this.postmaster = child.pid ?? 0;
    const deadline = performance.now() + PATIENCE.timeout;
    while (!(await isReady(this.url))) {
      if (performance.now() > deadline || child.exitCode !== null) throw new Error('PostgreSQL does not start.');
      await sleep(POLL_MS);
    }
  }

  /** Kills every process of the server, as a machine failure would. */
  async kill9(): Promise<void> {
    const processes = this.processes();
    signal(processes, 'SIGSTOP');
    const all = [...new Set([...processes, ...this.processes()])];
    signal(all, 'SIGKILL');
    await untilGone(all);
  }

  /** Suspends every process of the server. Connections stay open, but nothing is answered. */
  freeze(): void {
    signal([this.postmaster], 'SIGSTOP');
    signal(this.processes(), 'SIGSTOP');
    // One that was started while the others were listed.
    signal(this.processes(), 'SIGSTOP');
  }

  thaw(): void {
    signal(this.processes(), 'SIGCONT');
  }

  /** Stops the server in any state, and removes its files. */
  async remove(): Promise<void> {
    this.thaw();
    // Unlike a kill, this leaves no shared memory behind.
    signal([this.postmaster], 'SIGQUIT');
    await Promise.race([untilGone([this.postmaster]), sleep(ENDS_WITHIN_MS)]);
    await this.kill9();
    await rm(this.directory, { recursive: true, force: true });
  }

  private get data(): string {
    return join(this.directory, 'data');
  }

  /** The postmaster and its children, each of which leads its own process group. */
  private processes(): readonly number[] {
    return [this.postmaster, ...childrenOf(this.postmaster)];
  }
}

function newestPrograms(): string | undefined {
  if (!existsSync(INSTALLED)) return undefined;
  const versions = readdirSync(INSTALLED).sort((one, other) => Number(other) - Number(one));
  return versions.map((version) => join(INSTALLED, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** PostgreSQL does not run as root. */
function asPostgres(program: string, ...args: string[]): string[] {
  const command = [join(programs ?? '', program), ...args];
  return isRoot() ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', ...command] : command;
}

async function idOf(which: '-u' | '-g'): Promise<number> {
  return Number((await run('id', [which, 'postgres'])).stdout);
}

function childrenOf(pid: number): readonly number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.trim().split(/\s+/).filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      if (pid > 0) process.kill(pid, name);
    } catch {
      // The process has already ended.
    }
  }
}

async function untilGone(pids: readonly number[]): Promise<void> {
  while (pids.some(isRunning)) await sleep(POLL_MS);
}

/** Whether the process still holds resources. A zombie, whose parent has not read its exit code, does not. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function isReady(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  const isIn = await client.connect().then(
    () => true,
    () => false,
  );
  await client.end().catch(() => {});
  return isIn;
}
