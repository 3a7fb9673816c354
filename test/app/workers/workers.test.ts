import { beforeEach, describe, expect, it } from 'vitest';
import { type Listening, type WorkerProcess, Workers } from '../../../src/app/workers/workers.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const HERE: Listening = { url: 'http://127.0.0.1:1', wsUrl: 'ws://127.0.0.1:2/ws', database: 'PostgreSQL' };

/** A worker that the test controls. */
class FakeWorker implements WorkerProcess {
  private readonly start = Promise.withResolvers<Listening>();
  private readonly end = Promise.withResolvers<string>();
  readonly listening = this.start.promise;
  readonly ended = this.end.promise;
  /** The orders that it received. */
  readonly told: string[] = [];

  constructor(private readonly heed: 'OBEDIENT' | 'STUBBORN' = 'OBEDIENT') {
    this.listening.catch(() => {});
  }

  listen(): void {
    this.start.resolve(HERE);
  }

  die(reason: Error = new Error('killed')): void {
    this.start.reject(reason);
    this.end.resolve('was ended by SIGKILL');
  }

  stop(): void {
    this.told.push('stop');
    if (this.heed === 'OBEDIENT') this.die();
  }

  reload(): void {
    this.told.push('reload');
  }

  kill(): void {
    this.told.push('kill');
    this.die();
  }
}

let clock: FakeClock;
let spawned: FakeWorker[];
/** What the test does with each further worker right after its start. */
let fate: (worker: FakeWorker) => void;
let pauses: number[];

beforeEach(() => {
  clock = new FakeClock();
  spawned = [];
  pauses = [];
  fate = (worker) => worker.listen();
});

function workers(count: number, heed?: 'OBEDIENT' | 'STUBBORN'): Workers {
  const spawn = () => {
    const worker = new FakeWorker(heed);
    spawned.push(worker);
    fate(worker);
    return worker;
  };
  return new Workers({ count, spawn, clock, stopMs: 20_000, onDeath: ({ restartMs }) => pauses.push(restartMs) });
}

describe('workers', () => {
  it('start with one, and with the others after it listens', async () => {
    fate = () => {};
    const starting = workers(3).start();
    await clock.settle();
    expect(spawned).toHaveLength(1);
    spawned[0]?.listen();
    expect(await starting).toEqual(HERE);
    expect(spawned).toHaveLength(3);
  });

  it('fail with the reason of the first worker if it cannot start, without a retry', async () => {
    fate = (worker) => worker.die(new Error('The port is in use.'));
    await expect(workers(3).start()).rejects.toThrow('The port is in use.');
    await clock.advance(60_000);
    expect(spawned).toHaveLength(1);
  });

  it('are replaced immediately if they lived for a while', async () => {
    await workers(2).start();
    await clock.advance(60_000);
    spawned[1]?.die();
    await clock.settle();
    await clock.advance(0);
    expect([spawned.length, pauses]).toEqual([3, [0]]);
  });

  it('that die repeatedly are replaced after growing pauses while the others serve', async () => {
    const all = workers(2);
    await all.start();
    fate = (worker) => worker.die();
    spawned[1]?.die();
    await clock.advance(120_000);
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    expect(all.lost.aborted).toBe(false);
  });

  it('are lost when none lives and none can be started', async () => {
    const all = workers(2);
    await all.start();
    fate = (worker) => worker.die(new Error('The database is away.'));
    for (const worker of [...spawned]) worker.die();
    await clock.until(() => all.lost.aborted);
    expect(all.lost.reason).toEqual(new Error('The database is away.'));
    await all.stop();
  });

  it('are lost when they listen and die repeatedly', async () => {
    const all = workers(1);
    fate = (worker) => {
      worker.listen();
      setImmediate(() => worker.die());
    };
    await all.start();
    await clock.until(() => all.lost.aborted);
    expect(spawned).toHaveLength(5);
    expect(String(all.lost.reason)).toContain('Every worker ended');
  });

  it('stop at the same time, and none of them is replaced', async () => {
    const all = workers(3);
    await all.start();
    await all.stop();
    await clock.advance(120_000);
    expect(spawned.map(({ told }) => told)).toEqual([['stop'], ['stop'], ['stop']]);
    expect(all.lost.aborted).toBe(false);
  });

  it('stop without starting the replacement that is due', async () => {
    const all = workers(2);
    await all.start();
    spawned[1]?.die();
    await clock.settle();
    await all.stop();
    await clock.advance(120_000);
    expect(spawned).toHaveLength(2);
  });

  it('that do not stop in time are killed', async () => {
    const all = workers(2, 'STUBBORN');
    await all.start();
    await clock.passing(all.stop());
    expect(spawned.map(({ told }) => told)).toEqual([
      ['stop', 'kill'],
      ['stop', 'kill'],
    ]);
  });
});
