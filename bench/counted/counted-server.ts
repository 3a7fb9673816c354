import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { API_TOKEN } from '../../test/support/credentials.ts';

export interface Counts {
  /** CPU time of the server's process, without that of a PostgreSQL server. */
  readonly cpuMs: number;
  /** The statements since the last call, by their beginning. */
  readonly counts: Readonly<Record<string, number>>;
}

interface Wish {
  /** undefined: the embedded database. */
  readonly databaseUrl: string | undefined;
  /** Modules that are loaded before the server. */
  readonly preloads?: readonly string[];
  readonly settings?: Readonly<Record<string, string>>;
}

const ROOT = new URL('../../', import.meta.url);

/** A server as a process of its own, whose statements are counted. */
export class CountedServer {
  readonly url: string;
  private readonly process: ChildProcess;
  private readonly directory: string;

  private constructor(process: ChildProcess, directory: string, url: string) {
    this.process = process;
    this.directory = directory;
    this.url = url;
  }

  static async start({ databaseUrl, preloads = [], settings }: Wish): Promise<CountedServer> {
    const directory = mkdtempSync(join(tmpdir(), 'aragora-bench-'));
    const { DATABASE_URL: _, ...rest } = process.env;
    const env = {
      ...rest,
      ...{ ARAGORA_DATA_DIR: directory, ARAGORA_API_PORT: '0', ARAGORA_WS_PORT: '0', ARAGORA_ENV: 'development' },
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      ...{ ARAGORA_API_TOKEN: API_TOKEN, ARAGORA_LOG_FORMAT: 'json', ...settings },
    };
    const counting = fileURLToPath(new URL('count-statements.ts', import.meta.url));
    const child = fork(fileURLToPath(new URL('src/main.ts', ROOT)), ['serve'], {
      ...{ cwd: fileURLToPath(ROOT), env },
      execArgv: ['tsx', counting, ...preloads].flatMap((file) => ['--import', file]),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    return new CountedServer(child, directory, await urlOf(child));
  }

  async counts(): Promise<Counts> {
    const reply = once(this.process, 'message');
    this.process.send('counts');
    return (await reply)[0] as Counts;
  }

  async stop(): Promise<void> {
    this.process.kill();
    const { exitCode, signalCode } = this.process;
    if (exitCode === null && signalCode === null) await once(this.process, 'exit');
    rmSync(this.directory, { recursive: true, force: true });
  }
}

async function urlOf({ stderr }: ChildProcess): Promise<string> {
  let told = '';
  for await (const chunk of stderr ?? []) {
    told += chunk;
    const url = /"url":"([^"]+)"/.exec(told)?.[1];
    if (url === undefined) continue;
    // The log is read, so that the server never waits for it.
    stderr?.resume();
    return url;
  }
  throw new Error(`The server did not start: ${told}`);
}
