import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const PEERS = ['apollo', 'yoga', 'mercurius', 'mercurius-jit'] as const;
export type Way = 'aragora' | (typeof PEERS)[number];

export interface Served {
  readonly way: Way;
  readonly url: string;
  /** CPU time that it has used so far, in milliseconds. */
  cpuMs(): number;
  stop(): void;
}

const TOKEN = 'the-token-of-this-benchmark-and-no-other';
export const HEADERS = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` };
/** Ticks of the kernel clock: `getconf CLK_TCK`. */
const TICKS_PER_SECOND = 100;

/** Servers that list `models` agents: the real program, and each peer in a separate process. */
export async function serveAll(models: number): Promise<readonly Served[]> {
  const directory = mkdtempSync(join(tmpdir(), 'aragora-bench-'));
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    ...{ ARAGORA_API_PORT: '0', ARAGORA_WS_PORT: '0', ARAGORA_LOG_LEVEL: 'INFO', ARAGORA_DATA_DIR: directory },
    ...{ ARAGORA_RATE_LIMIT_ADDRESS: '1000000000', ARAGORA_RATE_LIMIT_ADMIN: '1000000000' },
    ...{ ARAGORA_API_TOKEN: TOKEN, OPENAI_API_KEY: 'none', ARAGORA_MODELS_FILE: modelsFile(directory, models) },
  };
  const served: Served[] = [];
  // It prints its messages to stderr.
  const aragora = spawn('node', ['../bin/aragora.js', 'serve'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  served.push(servedBy('aragora', aragora, /http:\/\/[\d.]+:\d+/.exec(await outputOf(aragora, /http:/))?.[0] ?? ''));
  for (const way of PEERS) {
    const peer = spawn('node', ['--import', 'tsx', 'http/peers.ts', way], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    served.push(servedBy(way, peer, `http://127.0.0.1:${(await outputOf(peer, /\d/)).trim()}`));
  }
  return served;
}

function servedBy(way: Way, child: ChildProcess, url: string): Served {
  return { way, url: `${url}/graphql`, cpuMs: () => cpuMs(child.pid ?? 0), stop: () => child.kill() };
}

async function outputOf(child: ChildProcess, wanted: RegExp): Promise<string> {
  let text = '';
  while (!wanted.test(text)) text += String((await once(child.stdout ?? child.stderr ?? child, 'data'))[0]);
  return text;
}

/** User and system time of all threads of the process (proc(5), fields 14 and 15 of `stat`). */
function cpuMs(pid: number): number {
  const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = after.split(' ').slice(11, 13).map(Number);
  return (((user ?? 0) + (system ?? 0)) * 1000) / TICKS_PER_SECOND;
}

function modelsFile(directory: string, count: number): string {
  const path = join(directory, 'models.json');
  const models = Array.from({ length: count }, (_, nth) => ({
    ...{ provider: 'openai', model: `model-${nth}`, family: 'openai', label: `Model ${nth}` },
    ...{ openrouterModel: null, contextTokens: 100_000, price: null },
  }));
  writeFileSync(path, JSON.stringify({ models }));
  return path;
}
