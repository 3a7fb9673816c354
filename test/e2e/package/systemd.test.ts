import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const UNIT = 'deploy/systemd/aragora.service';
const MAX_EXPOSURE = 2.5;
/** Time to store the last steps and to close, after the time for calls in flight. */
const MIN_CLOSING_SECONDS = 20;

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;
const unit = readFileSync(UNIT, 'utf8');

function numberIn(pattern: RegExp): number {
  return Number(pattern.exec(unit)?.[1]);
}

it('the unit gives a stop more time than the calls in flight have', () => {
  const drain = numberIn(/ARAGORA_DRAIN_SECONDS=(\d+)/);
  expect(numberIn(/^TimeoutStopSec=(\d+)$/m)).toBeGreaterThanOrEqual(drain + MIN_CLOSING_SECONDS);
});

it('the unit starts a file of the package', () => {
  const [, inPackage = ''] = /^ExecStart=\/opt\/aragora\/node_modules\/aragora\/(\S+) serve$/m.exec(unit) ?? [];
  expect(statSync(inPackage).mode & 0o111).toBe(0o111);
});

it('a reload sends the signal that opens the log again', () => {
  expect(unit).toMatch(/^ExecReload=\/bin\/kill -HUP \$MAINPID$/m);
});

it('the unit lets V8 compile at run time', () => {
  expect(unit).not.toMatch(/^MemoryDenyWriteExecute/m);
});

describe.skipIf(!hasSystemd)('systemd, if there is systemd-analyze (Debian: systemd),', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'aragora-unit-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('accepts the unit', () => {
    // It also looks for the program.
    const path = join(folder, 'aragora.service');
    writeFileSync(path, unit.replace(/^ExecStart=\S+/m, 'ExecStart=/bin/true'));
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', path], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('rates the unit as hardened', () => {
    const { stdout } = spawnSync('systemd-analyze', ['security', '--offline=true', '--no-pager', UNIT], {
      encoding: 'utf8',
    });
    expect(Number(/exposure level .*: ([\d.]+)/.exec(stdout)?.[1])).toBeLessThanOrEqual(MAX_EXPOSURE);
  });
});
