import { describe, expect, it } from 'vitest';
import { aragora as run } from './support/run-aragora.ts';

const aragora = (args: string, input = '') => run(args.split(' '), { input });

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
