import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';

function guarded(lines: number, stderr: 'pipe' | number) {
  const script = resolve('test/app/support/guarded.ts');
  return spawn(process.execPath, ['--import', 'tsx', script, String(lines)], { stdio: ['ignore', 'pipe', stderr] });
}

it('everything a guarded process says is a line of the log, and an uncaught error ends it', async () => {
  const child = guarded(0, 'pipe');
  const exit = once(child, 'exit');
  if (!child.stdout || !child.stderr) throw new Error('There is no output.');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(stdout).toBe('');
  const lines = stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { level: 'info', from: 'console', msg: 'to standard output' },
    { level: 'warn', from: 'console', msg: expect.stringContaining('to standard error') },
    { level: 'warn', msg: 'Node.js warns', error: { message: 'Take care', code: 'CARE' } },
    { level: 'error', origin: 'unhandledRejection', error: { message: 'Nobody waits for this.' } },
  ]);
  expect(await exit).toEqual([1, null]);
});

it('an uncaught error ends a guarded process although nobody reads its log', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'aragora-pipe-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'pipe');
  execFileSync('mkfifo', [path]);
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(path, constants.O_WRONLY);
  onTestFinished(() => [reader, writer].forEach(closeSync));
  expect(await once(guarded(3_000, writer), 'exit')).toEqual([1, null]);
});
