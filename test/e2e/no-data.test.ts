import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aDirectory } from './support/launch.ts';
import { aragora as run } from './support/run-aragora.ts';

const aragora = (args: string, input = '') => run(args.split(' '), { input });

/** Every command that needs stored data. */
const READING = [
  'debates list',
  'debates show dbt_x',
  'debates export',
  'debates interject dbt_x hello',
  'debates ground-truth dbt_x a',
  'debates fork dbt_x --after 3',
  'debate dbt_x',
  'receipt export dbt_x',
  'receipt keys',
  'receipt rotate-key',
  'usage',
  'nodes',
  'audit list',
  'audit export',
  'audit verify',
  'user grant-operator ann@example.org',
  'user revoke-operator ann@example.org',
  'migrate status',
  'migrate rollback --yes',
];

describe('in a folder without data', () => {
  it.each(READING)('`aragora %s` says where it looked and what to do, and creates nothing', async (args) => {
    const { stdout, stderr, left, code } = await aragora(args);
    expect([stdout, left, code]).toEqual(['', [], 1]);
    expect(stderr).toMatch(/There is no data directory \/.*\.nomic\. `aragora serve`, .*ARAGORA_DATA_DIR/);
  });

  it('with --json the error is the same: there is no list', async () => {
    const { stdout, stderr, code } = await aragora('debates list --json');
    expect([stdout, code]).toEqual(['', 1]);
    expect(stderr).toContain('There is no data directory');
  });

  it('an empty directory has no data either, and stays empty', async () => {
    const directory = await aDirectory();
    const settings = { ARAGORA_DATA_DIR: directory };
    const list = await run(['debates', 'list'], { settings });
    expect([list.stdout, list.code]).toEqual(['', 1]);
    expect(list.stderr).toContain(`There is no data in the directory ${directory}. `);
    expect((await run(['agents'], { settings })).stdout).toContain('rule-based');
    expect(readdirSync(directory)).toEqual([]);
  });

  it.each([
    ['agents', /No language model is set up/],
    ['ask Which? --estimate', /No agent can debate/],
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
