import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { aServer } from '../infra/http/support/a-server.ts';
import { eventsOf } from '../infra/http/support/sockets.ts';
import { API_TOKEN } from '../support/credentials.ts';
import { startDebate } from './support/debates.ts';
import { aragora } from './support/run-aragora.ts';

let server: Awaited<ReturnType<typeof aServer>>;
let id: string;

beforeAll(async () => {
  server = await aServer();
  id = await startDebate(server.url);
  await eventsOf(server.url, { debateId: id });
});
afterAll(() => server.stop());

const withJson = (args: string) =>
  aragora([...args.replace('ID', id).split(' '), '--json'], {
    settings: { ARAGORA_URL: server.url, ARAGORA_API_TOKEN: API_TOKEN },
    input: '{}',
  });

it.each([
  ['agents', { agents: expect.any(Array), agentHealth: {} }],
  ['debates list', { totalCount: 1, pageInfo: {} }],
  ['debates show ID', { status: 'COMPLETED' }],
  ['debate ID', { status: 'COMPLETED' }],
  ['debates ground-truth ID none', { hasGroundTruth: true, groundTruth: null }],
  ['receipt rotate-key', [{ keyId: expect.any(String), retiredAt: null }, {}]],
  ['receipt keys', [{ publicKey: expect.any(String) }, {}]],
  ['usage', { totals: {} }],
  ['nodes', [{ isSelf: true }]],
  ['audit list', { totalCount: expect.any(Number), pageInfo: {} }],
  ['audit verify', { isValid: true, head: {} }],
])('`aragora %s --json` prints one JSON document', async (args, document) => {
  const { stdout, stderr, code } = await withJson(args);
  expect([stderr, code]).toEqual(['', 0]);
  expect(JSON.parse(stdout)).toMatchObject(document);
});

it('a check that fails prints its report, and the exit code is 1', async () => {
  for (const command of ['receipt verify -', 'audit verify -']) {
    const { stdout, code } = await withJson(command);
    expect(JSON.parse(stdout)).toMatchObject({ isValid: false, reason: expect.any(String) });
    expect(code).toBe(1);
  }
});

it('a token and a first owner are printed as JSON, without a server', async () => {
  const settings = { ARAGORA_JWT_SECRET: 'a-secret-of-at-least-32-characters' };
  const token = await aragora(['token', '--json'], { settings });
  expect(JSON.parse(token.stdout)).toEqual({
    ...{ token: expect.stringMatching(/^ey/), role: 'VIEWER', expiresAt: expect.stringMatching(/Z$/) },
  });
  const owner = await aragora(['user', 'create-owner', '--email', 'ann@example.org', '--json'], {
    ...{ input: 'a long passphrase', settings },
  });
  expect(JSON.parse(owner.stdout)).toEqual({ id: expect.any(String), email: 'ann@example.org' });
});

it('an operator is made and unmade on the machine of the server', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'aragora-operators-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const settings = { ARAGORA_DATA_DIR: directory };
  const run = (args: string) =>
    aragora(['user', ...args.split(' '), '--json'], { input: 'a long passphrase', settings });
  const { id } = JSON.parse((await run('create-owner --email ann@example.org')).stdout);
  const revoked = await run('revoke-operator ann@example.org');
  expect(JSON.parse(revoked.stdout)).toEqual({ id, email: 'ann@example.org', isOperator: false });
  const granted = await run('grant-operator ann@example.org');
  expect(JSON.parse(granted.stdout)).toEqual({ id, email: 'ann@example.org', isOperator: true });
  const unknown = await run('grant-operator bob@example.org');
  expect([unknown.stdout, unknown.code]).toEqual(['', 1]);
  expect(unknown.stderr).toMatch(/No user has this address/);
});

it('a command that fails prints its error on standard error alone', async () => {
  for (const command of ['debates show dbt_x', 'debates interject ID hello']) {
    const { stdout, stderr, code } = await withJson(command);
    expect([stdout, code]).toEqual(['', 1]);
    expect(stderr).toMatch(/^error: /);
  }
});
