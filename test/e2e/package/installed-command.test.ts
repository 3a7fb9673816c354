import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
let command: string;
let old: readonly string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aragora-e2e-'));
  const packed = join(folder, 'node_modules/aragora');
  for (const part of ['bin', 'scripts', 'package.json']) cpSync(part, join(packed, part), { recursive: true });
  command = join(packed, 'bin/aragora.js');
  const preload = join(folder, 'old.cjs');
  writeFileSync(preload, "Object.defineProperty(process, 'version', { value: 'v20.1.0' });");
  old = ['--require', preload, command];
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The Node.js that npm installs beside the package: a program of sh. */
function packNode(program: string): void {
  const path = join(folder, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${program}\n`);
  chmodSync(path, 0o755);
}

it('needs no sh: the package names a program of Node.js, which every system can start', () => {
  const { bin } = JSON.parse(readFileSync('package.json', 'utf8')) as { bin: Record<string, string> };
  expect(readFileSync(bin.aragora ?? '', 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});

describe('the installed command on a Node.js that is too old', () => {
  it('runs on the Node.js that npm installed beside it, with all arguments and the exit code', () => {
    packNode(`printf '%s\\n' "$@"; exit 3`);
    const { stdout, status } = spawnSync(process.execPath, [...old, 'ask', 'a  b', ''], { encoding: 'utf8' });
    expect(stdout.split('\n')).toEqual([command, 'ask', 'a  b', '', '']);
    expect(status).toBe(3);
  });

  it('passes signals on, and ends as the command does', async () => {
    packNode(`trap 'echo reloaded' HUP; trap 'kill -KILL $$' TERM; echo up; while [ -e "$0" ]; do sleep 0.05; done`);
    const parent = spawn(process.execPath, old, { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(parent, 'exit');
    const said = async () => String((await once(parent.stdout, 'data'))[0]);
    expect(await said()).toBe('up\n');
    parent.kill('SIGHUP');
    expect(await said()).toBe('reloaded\n');
    parent.kill('SIGTERM');
    expect(await ended).toEqual([null, 'SIGKILL']);
  });

  it('says which one is needed where none is installed', () => {
    const { stderr, status } = spawnSync(process.execPath, old, { encoding: 'utf8' });
    expect(stderr).toMatch(/^Aragora needs Node.js 24 or newer \(this is v20\.1\.0\)/);
    expect(status).toBe(1);
  });
});
