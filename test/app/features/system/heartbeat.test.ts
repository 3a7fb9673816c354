import { beforeEach, describe, expect, it } from 'vitest';
import { Heartbeat } from '../../../../src/app/features/system/heartbeat.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

let clock: FakeClock;
let said: string[];
let isReachable: boolean;
let failures: unknown[];
let heartbeat: Heartbeat;

beforeEach(() => {
  clock = new FakeClock();
  said = [];
  failures = [];
  isReachable = true;
  const say = async (what: string) => {
    if (!isReachable) throw new Error('unreachable');
    said.push(what);
  };
  const cluster = { announce: (url: string) => say(`here ${url}`), leave: () => say('gone') };
  heartbeat = new Heartbeat(cluster, clock, (error) => failures.push(error));
});

describe('a heartbeat', () => {
  it('announces immediately, and then every five seconds', async () => {
    await heartbeat.start('u');
    expect(said).toEqual(['here u']);
    await clock.advance(15_000);
    expect(said).toHaveLength(4);
  });

  it('continues after a failed announcement', async () => {
    isReachable = false;
    await heartbeat.start('u');
    await clock.advance(10_000);
    expect([said, failures.length]).toEqual([[], 3]);
    isReachable = true;
    await clock.advance(5_000);
    expect(said).toEqual(['here u']);
  });

  it('announces immediately on request, also during an announcement', async () => {
    await heartbeat.start('u');
    heartbeat.announceNow();
    await clock.settle();
    expect(said).toHaveLength(2);
    await clock.advance(5_000);
    expect(said).toHaveLength(3);
  });

  it('removes the process from the list when it stops, and announces nothing after that', async () => {
    await heartbeat.start('u');
    await clock.passing(heartbeat.stop());
    await clock.advance(60_000);
    expect(said).toEqual(['here u', 'gone']);
    expect(clock.sleeping).toBe(0);
  });

  it('stops within seconds even if the cluster does not respond', async () => {
    const deaf = new Heartbeat({ announce: async () => {}, leave: () => new Promise(() => {}) }, clock, (error) =>
      failures.push(error),
    );
    await deaf.start('u');
    const before = clock.monotonicMs();
    await clock.passing(deaf.stop());
    expect(clock.monotonicMs() - before).toBe(2_000);
  });

  it('can be stopped without a start', async () => {
    await heartbeat.stop();
    expect(said).toEqual([]);
  });
});
