import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const TOKEN = 'the-api-token-of-the-client-tests';
const POLL_MS = 25;
const HANGS_AFTER_MS = 60_000;

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the server answers GraphQL over HTTP, and over WebSocket with `ws:`. */
    readonly graphqlUrl: string;
    /** The API token of the server, which acts as the owner. */
    readonly token: string;
  }
}

/** Starts the built server once for all tests, on free ports and with a new embedded database. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'aragora-clients-'));
  const server = start(dataDir);
  const stop = async () => {
    const exit = once(server, 'close');
    if (server.exitCode === null && server.kill('SIGKILL')) await exit;
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    provide('graphqlUrl', `${await addressOf(server, dataDir)}/graphql`);
    provide('token', TOKEN);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

function start(dataDir: string): ChildProcess {
  const { DATABASE_URL: _, ARAGORA_REDIS_URL: __, ...env } = process.env;
  const flags = ['--api-port', '0', '--ws-port', '0', '--data-dir', dataDir];
  return spawn(process.execPath, ['bin/aragora.js', 'serve', ...flags], {
    cwd: ROOT,
    env: {
      ...env,
      ARAGORA_API_TOKEN: TOKEN,
      ARAGORA_RATE_LIMITS: 'off',
      ARAGORA_ENV: 'test',
      ARAGORA_LOG_LEVEL: 'ERROR',
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** The address that the server writes to its data directory once it listens. Throws its output when it never does. */
async function addressOf(server: ChildProcess, dataDir: string): Promise<string> {
  const output: Buffer[] = [];
  server.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
  const deadline = Date.now() + HANGS_AFTER_MS;
  while (server.exitCode === null && server.signalCode === null && Date.now() < deadline) {
    const note = await readFile(join(dataDir, 'server.json'), 'utf8').catch(() => '');
    const { url } = (note.endsWith('\n') ? JSON.parse(note) : {}) as { url?: string };
    if (url !== undefined) return url;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`The server does not listen.\n${Buffer.concat(output)}`);
}
