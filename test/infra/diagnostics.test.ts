import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Diagnostics } from '../../src/infra/diagnostics.ts';

let directory: string;
const lines: string[] = [];
const log = (first: object | string, message?: string) => void lines.push(message ?? String(first));
const logger = { info: log, warn: log };

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'aragora-diagnostics-'));
  lines.length = 0;
});
afterEach(() => rmSync(directory, { recursive: true }));

const diagnostics = () => new Diagnostics(join(directory, 'diagnostics'), logger, { profileMs: 50 });
const files = () => readdirSync(join(directory, 'diagnostics')).sort();

it('a profile and a heap snapshot are written for their owner only, one at a time', async () => {
  const one = diagnostics();
  const written = one.write();
  await one.write();
  await written;
  expect(files().map((file) => file.replace(/.*\./, ''))).toEqual(['cpuprofile', 'heapsnapshot']);
  for (const file of files()) {
    const path = join(directory, 'diagnostics', file);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8').slice(0, 1)).toBe('{');
  }
  expect(statSync(join(directory, 'diagnostics')).mode & 0o777).toBe(0o700);
  expect(lines.join()).toContain('the signal is ignored');
});

it('only the newest files are kept', async () => {
  const one = diagnostics();
  await one.write();
  for (let nth = 0; nth < 9; nth++) writeFileSync(join(directory, 'diagnostics', `0${nth}.heapsnapshot`), '');
  await one.write();
  expect(files()).toHaveLength(6);
  expect(files().filter((file) => file.endsWith('.cpuprofile'))).toHaveLength(2);
});

it('a directory that cannot be written is logged, and nothing is thrown', async () => {
  writeFileSync(join(directory, 'diagnostics'), '');
  await diagnostics().write();
  expect(lines).toEqual(['The profile or the heap snapshot could not be written']);
});

it('on a disk without room nothing is written, and the next signal works', async () => {
  let room = 1_000_000;
  const one = new Diagnostics(join(directory, 'diagnostics'), logger, { profileMs: 50, roomIn: () => room });
  await one.write();
  expect(lines).toEqual(['The profile or the heap snapshot could not be written']);
  expect(files()).toEqual([]);
  room = Number.POSITIVE_INFINITY;
  await one.write();
  expect(files()).toHaveLength(2);
});
