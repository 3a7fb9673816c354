import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmdirSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { verifyChain } from '../../../src/domain/events/event.ts';
import { Follower } from '../../drills/support/kills/follower.ts';
import { eventually } from '../../infra/http/support/eventually.ts';
import { post } from '../../infra/http/support/requests.ts';
import { storedIn } from '../support/data-directory.ts';
import { readDebate, startDebate } from '../support/debates.ts';
import { launch, launchInVain } from '../support/launch.ts';
import { expectUnharmed } from './support/bars.ts';
import { Watch } from './support/watch.ts';

const MIB = 1024 * 1024;
/** An embedded database takes 40 MiB. */
const DISK_MIB = 80;

const canMount = process.platform === 'linux' && process.getuid?.() === 0 && (await mountsHere());

/** A small disk. It is removed at the end of the test. */
async function smallDisk(): Promise<string> {
  const disk = await mkdtemp(join(tmpdir(), 'aragora-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m`, 'tmpfs', disk]);
  onTestFinished(() => {
    execFileSync('umount', ['-l', disk]);
    rmdirSync(disk);
  });
  return disk;
}

async function mountsHere(): Promise<boolean> {
  const at = await mkdtemp(join(tmpdir(), 'aragora-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', at], { stdio: 'ignore' });
    execFileSync('umount', [at], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(at, { recursive: true, force: true });
  }
}

/** Fills the disk until only this many bytes are left. */
function fill(file: string, leftBytes: number): void {
  const descriptor = openSync(file, 'w');
  try {
    while (roomAround(file) > leftBytes) writeSync(descriptor, Buffer.alloc(MIB));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(descriptor);
  }
}

function roomAround(file: string): number {
  const { bavail, bsize } = statfsSync(file);
  return bavail * bsize;
}

// Mounting a file system needs a right that containers seldom have.
describe.skipIf(!canMount)('a server whose disk is full', () => {
  it('reads, rejects writes, reports it, and continues when there is room again', async () => {
    const disk = await smallDisk();
    const server = await launch(join(disk, 'data'), { ARAGORA_LEASE_SECONDS: '5' });
    const watch = new Watch(server.url);
    const id = await startDebate(server.url, { paceMs: 100 });
    const follower = new Follower(server.url, id);
    const followed = follower.toEnd(new AbortController().signal);
    await eventually(() => follower.seen).toBeGreaterThan(3);

    const fullAtMs = performance.now();
    fill(join(disk, 'ballast'), 10 * MIB);
    const { code, stderr } = await launchInVain(join(disk, 'other'));
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/20 MiB left.*ARAGORA_DATA_DIR/) });
    fill(join(disk, 'more'), 0);
    await watch.untilHealth('unhealthy', fullAtMs);
    const refused = await startDebate(server.url, { paceMs: 100 }).catch((error: Error) => error.message);
    expect(refused).toContain('UNAVAILABLE');
    expect(refused).toContain('no room left on its disk');
    expect((await readDebate(server.url, id)).status).toBe('RUNNING');
    expect((await post(server.url, '{ health { status } }')).text).toContain('UNHEALTHY');

    for (const file of ['ballast', 'more']) rmSync(join(disk, file));
    const roomyAtMs = performance.now();
    await watch.untilHealth('healthy', roomyAtMs);
    await followed;
    expect(follower.faults).toEqual([]);
    await startDebate(server.url);
    expect(await watch.stop()).toEqual(new Set(['DATA']));
    await expectUnharmed(server);
    const { events, status } = await storedIn(join(disk, 'data'), id);
    expect(status).toBe('COMPLETED');
    expect(verifyChain(events)).toEqual({ intact: true, erased: [] });
  });
});
