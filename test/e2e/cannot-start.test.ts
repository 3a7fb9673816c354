import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createNetServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Settings } from '../infra/http/support/a-server.ts';
import { asAdmin } from '../support/services/databases.ts';
import { postgresUrl } from '../support/services/postgres-url.ts';
import { aDirectory, launchInVain } from './support/launch.ts';

let other: Server;
let takenPort: string;

beforeAll(async () => {
  other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  takenPort = String((other.address() as AddressInfo).port);
});
afterAll(() => other.close());

/** Returns the message with which the server ends. A server that waits for a connection makes the test time out. */
async function reasonFor(dataDir: string, wanted: Settings): Promise<string> {
  const settings = { ARAGORA_DB_POOL_TIMEOUT: '600', ...wanted };
  const { code, stderr } = await launchInVain(dataDir, settings);
  expect(code).toBe(1);
  expect(stderr).not.toMatch(/\n {4}at |node_modules/);
  return stderr;
}

describe('a server that cannot start says why and what to do, because', () => {
  it('its API port is in use', async () => {
    const reason = await reasonFor(await aDirectory(), { ARAGORA_API_PORT: takenPort });
    expect(reason).toContain(`Port ${takenPort}`);
    expect(reason).toContain('--api-port');
  });

  it('its database cannot be reached, and the message hides the password', async () => {
    const url = 'postgres://aragora:hush@127.0.0.1:1/nowhere';
    const reason = await reasonFor(await aDirectory(), { DATABASE_URL: url });
    expect(reason).toContain('127.0.0.1:1/nowhere');
    expect(reason).toContain('DATABASE_URL');
    expect(reason).not.toContain('hush');
  });

  it('its database does not answer', async () => {
    const silent = createNetServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    const reason = await reasonFor(await aDirectory(), { DATABASE_URL: `postgres://127.0.0.1:${port}/aragora` });
    silent.close();
    expect(reason).toContain(`127.0.0.1:${port}/aragora`);
  });

  it.skipIf(postgresUrl === undefined)(
    'the name of its database is misspelt, and it creates no such database',
    async () => {
      const name = `misspelt_${process.pid}`;
      const url = Object.assign(new URL(postgresUrl ?? ''), { pathname: `/${name}` }).href;
      onTestFinished(async () => {
        await asAdmin(postgresUrl ?? '', `drop database if exists ${name} with (force)`);
      });
      expect(await reasonFor(await aDirectory(), { DATABASE_URL: url })).toContain(name);
      expect(await asAdmin(postgresUrl ?? '', 'select from pg_database where datname = $1', [name])).toEqual([]);
    },
  );

  it('its data directory cannot be written', async () => {
    const file = join(await aDirectory(), 'a-file');
    await writeFile(file, 'not a directory');
    const reason = await reasonFor(join(file, 'data'), {});
    expect(reason).toContain(join(file, 'data'));
    expect(reason).toContain('ARAGORA_DATA_DIR');
  });

  it('it runs in production mode without secrets', async () => {
    const reason = await reasonFor(await aDirectory(), { ARAGORA_ENV: 'production', ARAGORA_LOG_LEVEL: 'loud' });
    expect(reason).toContain('ARAGORA_JWT_SECRET');
    expect(reason).toContain('ARAGORA_ENCRYPTION_KEY');
    expect(reason).toContain('ARAGORA_LOG_LEVEL');
  });
});
