import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { ClusterNodesDocument } from '../../../src/cli/generated/graphql.ts';
import { eventually } from '../../infra/http/support/eventually.ts';
import { ask } from '../../infra/http/support/requests.ts';
import { OpenAiServer } from '../../support/providers/openai-server.ts';
import { createDatabase, type EmptyDatabase } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';
import { PROGRAM } from '../../support/services/program.ts';
import { startDebate } from '../support/debates.ts';
import { aDirectory, launch } from '../support/launch.ts';
import type { Served } from '../support/served.ts';

describe.skipIf(postgresUrl === undefined)('two workers', () => {
  let database: EmptyDatabase;
  beforeEach(async () => {
    database = await createDatabase(postgresUrl ?? '');
  });
  afterEach(() => database.drop());

  const settings = () => ({ DATABASE_URL: database.url, ARAGORA_WORKERS: '2', ARAGORA_LEASE_SECONDS: '5' });

  async function workersOf({ url }: Served) {
    const { clusterNodes } = await ask(url, ClusterNodesDocument, {});
    return clusterNodes.filter(({ status }) => status === 'RUNNING');
  }

  it('are named when SIGUSR2 is sent to the first process, and none of them ends', async () => {
    const server = await launch(await aDirectory(), settings());
    await eventually(async () => (await workersOf(server)).length).toBe(2);
    const pids = (await workersOf(server)).map(({ pid }) => pid);
    process.kill(server.pid, 'SIGUSR2');
    await eventually(async () => (await workersOf(server)).map(({ pid }) => pid)).toEqual(pids);
    const { stderr, code } = await server.kill('SIGTERM');
    expect(code).toBe(0);
    const [line] = stderr.split('\n').filter((text) => text.includes('send SIGUSR2 to one of its workers'));
    expect(JSON.parse(line ?? '').workers.toSorted()).toEqual(pids.toSorted());
  });

  it('each end at once on a second SIGTERM, although a call is open, and are replaced', async () => {
    const provider = new OpenAiServer(() => new Promise(() => {}));
    onTestFinished(() => provider.close());
    const server = await launch(await aDirectory(), {
      ...settings(),
      ...{ ARAGORA_LOCAL_BASE_URL: await provider.open(), ARAGORA_LOCAL_MODEL: 'any', ARAGORA_DRAIN_SECONDS: '600' },
    });
    await eventually(async () => (await workersOf(server)).length).toBe(2);
    const options = ['x', 'y'].map((id) => ({ id, label: `Option ${id}` }));
    const decision = { task: 'Which one?', options };
    const id = await startDebate(server.url, { decision, agents: ['local:a', 'local:b', 'local:c'], mode: 'SAFE' });
    await eventually(() => provider.calls.length).toBe(3);
    const isHolder = async () =>
      (await workersOf(server)).find(({ leases }) => leases.some(({ debateId }) => debateId === id));
    await eventually(async () => (await isHolder())?.pid).toBeGreaterThan(0);
    const pid = (await isHolder())?.pid ?? Number.NaN;

    // Signals of one kind that arrive together are one.
    const repeated = setInterval(() => isAlive(pid) && process.kill(pid, 'SIGTERM'), 200);
    onTestFinished(() => clearInterval(repeated));
    await eventually(() => isAlive(pid)).toBe(false);
    await eventually(async () => {
      const pids = (await workersOf(server)).map((node) => node.pid);
      return pids.length === 2 && !pids.includes(pid);
    }).toBe(true);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('a command with a server of its own', () => {
  let child: ChildProcess;
  afterEach(() => void child.kill('SIGKILL'));

  it('is not ended by SIGUSR2 and SIGHUP', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aragora-e2e-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const env = { ...process.env, ARAGORA_ENV: 'test', ARAGORA_DATA_DIR: folder, NO_COLOR: '1' };
    child = spawn(process.execPath, [...PROGRAM, 'demo', '--exit'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = once(child, 'close');
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    await eventually(() => said).toContain('This debate in the playground');
    for (const signal of ['SIGUSR2', 'SIGHUP'] as const) child.kill(signal);
    expect(await ended).toEqual([0, null]);
  });
});
