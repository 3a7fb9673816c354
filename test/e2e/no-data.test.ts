import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { PROGRAM } from '../support/services/program.ts';

/** Runs the program in an empty folder. Returns its output and the files that it leaves there. */
async function aragora(args: string, input = '') {
  const folder = await mkdtemp(join(tmpdir(), 'aragora-e2e-'));
  const { ARAGORA_DATA_DIR: _, DATABASE_URL: __, ARAGORA_REDIS_URL: ___, ARAGORA_URL: ____, ...env } = process.env;
  // The program runs in another folder than the project.
  const program = PROGRAM.map((part) =>
    part === 'tsx' ? import.meta.resolve(part) : part.replace(/^\w.*/, (path) => resolve(path)),
  );
  const child = spawn(process.execPath, [...program, ...args.split(' ')], {
    cwd: folder,
    env: { ...env, NO_COLOR: '1', ARAGORA_ENV: 'test', TSX_TSCONFIG_PATH: resolve('tsconfig.json') },
  });
  child.stdin.end(input);
  const ended = once(child, 'close');
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const left = await readdir(folder);
  await rm(folder, { recursive: true });
  return { stdout, stderr, left, code };
}

describe('in a folder without data', () => {
  it.each([
    'debates list',
    'debates interject dbt_x hello',
    'debate dbt_x',
    'receipt keys',
    'audit verify',
    'nodes',
    'migrate status',
    'migrate rollback --yes',
  ])('`aragora %s` says that there is no data, and creates nothing', async (args) => {
    const { stdout, stderr, left, code } = await aragora(args);
    expect([stdout, left, code]).toEqual(['', [], 1]);
    expect(stderr).toMatch(/There is no data directory \/.*\.nomic/);
  });

  it.each([
    ['agents', /No language model is set up/],
    ['ask Which? --estimate', /no agent can debate/],
    ['token', /No token can be created here/],
    ['receipt verify nothing.json', /There is no file nothing\.json/],
  ])('`aragora %s` needs no data, and creates nothing', async (args, answer) => {
    const { stdout, stderr, left } = await aragora(args);
    expect(left).toEqual([]);
    expect(stdout + stderr).toMatch(answer);
  });

  it('an owner that is rejected does not create a data directory', async () => {
    const { stderr, left, code } = await aragora('user create-owner --email ann@example.org', 'short');
    expect([left, code]).toEqual([[], 1]);
    expect(stderr).toContain('password: Write 12 to 128 characters.');
  });

  it('a new debate creates the data directory, and the command says so', async () => {
    const { stderr, left } = await aragora('ask Which?');
    expect(left).toEqual(['.nomic']);
    expect(stderr).toMatch(/^Debates are stored in the new data directory \/.*\.nomic\.$/m);
  });
});
