import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const LAUNCHER = resolve('aragora');
let folder: string;
let checkout: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aragora-e2e-'));
  checkout = join(folder, 'a checkout');
  mkdirSync(join(checkout, 'bin'), { recursive: true });
  cpSync(LAUNCHER, join(checkout, 'aragora'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program that prints its name and its arguments, one per line. */
function putNode(path: string, name: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' ${name} "$@"\nexit 3\n`);
  chmodSync(path, 0o755);
}

const installNode = () => putNode(join(checkout, 'node_modules/.bin/node'), 'installed');

function run(command: string, args: readonly string[] = [], { cwd = folder, PATH = '/usr/bin:/bin' } = {}) {
  const { stdout, stderr, status } = spawnSync(command, args, { cwd, env: { PATH }, encoding: 'utf8' });
  return { lines: stdout.trimEnd().split('\n'), stderr, status };
}

describe('./aragora', () => {
  it('runs on the Node.js of the checkout, with all arguments and the exit code', () => {
    installNode();
    const { lines, status } = run('./aragora', ['ask', 'a  b', '--options', '*', ''], { cwd: checkout });
    expect(lines).toEqual(['installed', './bin/aragora.js', 'ask', 'a  b', '--options', '*']);
    expect(status).toBe(3);
  });

  it('runs from another folder', () => {
    installNode();
    expect(run('a checkout/aragora').lines).toEqual(['installed', 'a checkout/bin/aragora.js']);
    expect(run(join(checkout, 'aragora')).lines[1]).toBe(join(checkout, 'bin/aragora.js'));
  });

  it('runs through a link to a relative link, found on the PATH', () => {
    installNode();
    mkdirSync(join(folder, 'links'));
    symlinkSync('../a checkout/aragora', join(folder, 'links/first'));
    symlinkSync(join(folder, 'links/first'), join(folder, 'aragora'));
    const { lines } = run('aragora', [], { cwd: '/', PATH: `${folder}:/usr/bin:/bin` });
    expect(lines).toEqual(['installed', `${folder}/links/../a checkout/bin/aragora.js`]);
  });

  it('runs when sh is given its name', () => {
    installNode();
    expect(run('sh', ['aragora', 'agents'], { cwd: checkout }).lines).toEqual([
      ...['installed', './bin/aragora.js', 'agents'],
    ]);
  });

  it('runs on the Node.js of the PATH where `npm ci` installs none', () => {
    mkdirSync(join(checkout, 'node_modules'));
    putNode(join(folder, 'path/node'), 'found');
    const { lines } = run(join(checkout, 'aragora'), [], { PATH: `${folder}/path:/usr/bin:/bin` });
    expect(lines).toEqual(['found', join(checkout, 'bin/aragora.js')]);
  });

  it('runs on the Node.js beside it where it is an installed package, through the link that npm makes', () => {
    const modules = join(folder, 'app/node_modules');
    mkdirSync(join(modules, 'aragora'), { recursive: true });
    cpSync(LAUNCHER, join(modules, 'aragora/aragora'));
    putNode(join(modules, '.bin/node'), 'beside');
    putNode(join(folder, 'path/node'), 'found');
    symlinkSync('../aragora/aragora', join(modules, '.bin/aragora'));
    const { lines } = run(join(modules, '.bin/aragora'), ['agents'], { PATH: `${folder}/path:/usr/bin:/bin` });
    expect(lines).toEqual(['beside', `${modules}/.bin/../aragora/bin/aragora.js`, 'agents']);
  });

  it('says that `npm ci` has not been run', () => {
    const { lines, stderr, status } = run(join(checkout, 'aragora'));
    expect([lines, status]).toEqual([[''], 1]);
    expect(stderr).toBe(`Aragora is not installed yet: run \`npm ci\` in ${checkout}.\n`);
  });

  it('says which Node.js is needed where there is none', () => {
    mkdirSync(join(checkout, 'node_modules'));
    mkdirSync(join(folder, 'empty'));
    const { stderr, status } = run(join(checkout, 'aragora'), [], { PATH: join(folder, 'empty') });
    expect(status).toBe(1);
    expect(stderr).toBe('Aragora needs Node.js 24 or newer: install it from https://nodejs.org.\n');
  });

  it('is executable, and runs the program', () => {
    expect(statSync(LAUNCHER).mode & 0o111).toBe(0o111);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(run(LAUNCHER, ['--version'], { cwd: '/', PATH: process.env.PATH ?? '' }).lines).toEqual([version]);
  });
});
