import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CannotStart } from '../../../src/infra/cannot-start.ts';
import { DirectoryLock, readLockNote } from '../../../src/infra/postgres/directory-lock.ts';
import { PATIENCE } from '../../support/waiting.ts';
import { anotherHolder, canIsolate } from './holder.ts';

const URL = 'http://127.0.0.1:4000';

if (!canIsolate) console.log('Containers left out: unshare -n is not permitted');

async function aDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'aragora-hold-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** Locks the directory for this process, with its note. */
async function hold(directory: string): Promise<DirectoryLock> {
  const lock = await DirectoryLock.take(directory);
  onTestFinished(() => lock.release());
  lock.note({ pid: process.pid, url: URL });
  return lock;
}

function noteIn(directory: string): unknown {
  return JSON.parse(readFileSync(join(directory, 'server.json'), 'utf8'));
}

describe.each([
  ['the same container', { isolated: false }, false],
  ['another container', { isolated: true }, !canIsolate],
] as const)('a data directory and a process in %s', (_, where, isLeftOut) => {
  it.skipIf(isLeftOut)('that comes second: it is rejected with the name of the first, and the lock stays', async () => {
    const directory = await aDirectory();
    await hold(directory);
    const second = await anotherHolder(directory, where);
    expect(second.said).toContain(`in use by process ${process.pid}, listening at ${URL}`);
    await second.kill();
    expect(noteIn(directory)).toMatchObject({ pid: process.pid, url: URL });
    expect(await readLockNote(directory)).toMatchObject({ pid: process.pid, url: URL });
    expect((await anotherHolder(directory, where)).said).toContain('in use');
  });

  it.skipIf(isLeftOut)('that came first: this process is rejected, and the lock stays', async () => {
    const directory = await aDirectory();
    const first = await anotherHolder(directory, { ...where, url: URL });
    expect(first.said).toBe('taken');
    const refused = await DirectoryLock.take(directory).catch((error) => error);
    expect(refused).toBeInstanceOf(CannotStart);
    expect(refused.message).toContain(`listening at ${URL}`);
    expect(noteIn(directory)).toMatchObject({ url: URL });
    expect(await readLockNote(directory)).toMatchObject({ url: URL });
  });

  it.skipIf(isLeftOut)('that was killed: its note becomes invalid, and the next process gets the lock', async () => {
    const directory = await aDirectory();
    const killed = await anotherHolder(directory, where);
    expect(await readLockNote(directory)).toBeDefined();
    await killed.kill();
    expect([existsSync(join(directory, 'server.sock')), existsSync(join(directory, 'server.json'))]).toEqual([
      true,
      true,
    ]);
    expect(await readLockNote(directory)).toBeUndefined();
    await hold(directory);
    expect(await readLockNote(directory)).toMatchObject({ pid: process.pid, url: URL });
    expect((await anotherHolder(directory, where)).said).toContain('in use');
  });
});

describe('a data directory', () => {
  it('that was released is free, and contains no note of its former holder', async () => {
    const directory = await aDirectory();
    (await DirectoryLock.take(directory)).release();
    expect(await readLockNote(directory)).toBeUndefined();
    expect(existsSync(join(directory, 'server.json'))).toBe(false);
    expect((await anotherHolder(directory)).said).toBe('taken');
  });

  it.runIf(process.platform === 'linux')('can be locked however long its path is', async () => {
    const directory = join(await aDirectory(), 'a-long-name'.repeat(10), 'another-long-näme'.repeat(5));
    expect(Buffer.byteLength(directory)).toBeGreaterThan(150);
    await hold(directory);
    expect(await readLockNote(directory)).toMatchObject({ pid: process.pid, url: URL });
    expect((await anotherHolder(directory)).said).toContain('in use');
    expect(existsSync(join(directory, 'server.sock'))).toBe(true);
  });

  it('is the same under different paths', async () => {
    const directory = await aDirectory();
    await hold(directory);
    await expect(DirectoryLock.take(join(directory, '..', directory.split('/').at(-1) ?? ''))).rejects.toThrow(
      'in use',
    );
  });
});

describe('a data directory that a command holds', () => {
  const note = { pid: 1, url: URL, command: 'debates', since: '2026-01-01T00:00:00.000Z' };

  it('is waited for, and the wait is told once, with the command', async () => {
    const directory = await aDirectory();
    const lock = await DirectoryLock.take(directory);
    writeFileSync(join(directory, 'server.json'), `${JSON.stringify(note)}\n`);
    const told: string[] = [];
    const second = DirectoryLock.take(directory, (message) => told.push(message));
    await expect.poll(() => told, PATIENCE).toHaveLength(1);
    expect(told[0]).toContain('process 1, `aragora debates`, listening at http://127.0.0.1:4000, since 2026-01-01');
    lock.release();
    (await second).release();
    expect(told).toHaveLength(1);
  });

  it('and does not release: the error says who holds it, since when, and what to do', async () => {
    const directory = await aDirectory();
    await hold(directory);
    writeFileSync(join(directory, 'server.json'), `${JSON.stringify(note)}\n`);
    const refused = await DirectoryLock.take(directory).catch((error) => error);
    expect(refused).toBeInstanceOf(CannotStart);
    expect(refused.message).toContain('`aragora debates`, listening at');
    expect(refused.message).toContain('Wait until it ends, or end it (kill 1), or set ARAGORA_DATA_DIR');
  });
});
