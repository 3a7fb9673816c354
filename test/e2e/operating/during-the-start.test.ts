import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { connect } from '../../../src/app/app.ts';
import { DirectoryLock } from '../../../src/infra/postgres/directory-lock.ts';
import { aDirectory } from '../support/launch.ts';
import { spawnServer } from '../support/served.ts';

describe('while a server starts', () => {
  let silent: Server;
  const sockets: (() => void)[] = [];

  /** A database server that accepts connections and never answers. */
  beforeEach(async () => {
    silent = createServer((socket) => void sockets.push(() => socket.destroy())).listen(0, '127.0.0.1');
    await once(silent, 'listening');
  });
  afterEach(() => {
    for (const close of sockets.splice(0)) close();
    silent.close();
  });

  async function starting(settings: Record<string, string> = {}) {
    const { port } = silent.address() as AddressInfo;
    const flags = ['--api-port', '0', '--ws-port', '0', '--data-dir', await aDirectory()];
    const child = spawnServer(flags, {
      DATABASE_URL: `postgres://127.0.0.1:${port}/aragora`,
      ARAGORA_DB_POOL_TIMEOUT: '600',
      ARAGORA_LOG_LEVEL: 'INFO',
      ...settings,
    });
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    await once(silent, 'connection');
    return { child, ended: once(child, 'close'), said: () => said };
  }

  it.each(['1', '2'])('SIGTERM ends it soon, with %s processes', async (workers) => {
    const { child, ended, said } = await starting({ ARAGORA_WORKERS: workers });
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(said()).toContain('Stopped before the start was complete');
    expect(said()).not.toMatch(/\n {4}at /);
  });

  it('a second SIGTERM ends it at once', async () => {
    const { child, ended } = await starting();
    child.kill('SIGTERM');
    // Signals of one kind that arrive together are one.
    const repeated = setInterval(() => child.kill('SIGTERM'), 200);
    expect(await ended).toEqual([1, null]);
    clearInterval(repeated);
  });

  it('SIGHUP and SIGUSR2 do not end it', async () => {
    const { child, ended, said } = await starting();
    child.kill('SIGHUP');
    child.kill('SIGUSR2');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(said()).toContain('Stopped before the start was complete');
  });
});

it('a command waits for the address of a server that starts', async () => {
  const directory = await aDirectory();
  vi.stubEnv('ARAGORA_ENV', 'test');
  vi.stubEnv('ARAGORA_DATA_DIR', directory);
  onTestFinished(() => void vi.unstubAllEnvs());
  const lock = await DirectoryLock.take(directory);
  const note = (more: object) =>
    writeFileSync(
      join(directory, 'server.json'),
      `${JSON.stringify({ pid: process.pid, command: 'serve', ...more })}\n`,
    );
  note({});
  let isConnected = false;
  const connecting = connect('runner').finally(() => {
    isConnected = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(isConnected).toBe(false);
  note({ url: 'http://127.0.0.1:4000', runsDebates: true });
  expect(await connecting).toMatchObject({ url: 'http://127.0.0.1:4000', isOwn: false });
  lock.release();
});
