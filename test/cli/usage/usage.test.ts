import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

function aragora(...args: string[]) {
  const argv = ['--import', 'tsx', 'src/main.ts', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('the command line', () => {
  it('prints its version', () => {
    expect(aragora('--version')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it.each([
    [['debat'], 'Did you mean debate?'],
    [['serve', '--api-prt', '1'], 'Did you mean --api-port?'],
    [['debate', 'a.yaml', '--rounds', 'two'], 'Write a whole number from 1 to 12.'],
    [['debate', 'dbt_1', '--pace', '5'], 'works only for a new debate'],
    [['migrate', 'rollback'], '--yes'],
  ])('exits with 2 for %j', (args, hint) => {
    expect(aragora(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(hint) });
  });

  it('exits with 1 for a missing file, without a stack trace', () => {
    const { status, stdout, stderr } = aragora('debate', 'nowhere.yaml');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('error: There is no file nowhere.yaml.');
    expect(stderr).not.toContain('    at ');
  });
});
