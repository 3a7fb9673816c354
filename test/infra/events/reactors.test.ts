import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MIN_GAP_MS, ReactorRunner, SAFETY_POLL_MS } from '../../../src/domain/events/reactor-runner.ts';
import type { Clock } from '../../../src/domain/shared/ports.ts';
import { MemoryEventBus } from '../../../src/infra/events/memory.ts';
import { systemClock } from '../../../src/infra/runtime.ts';
import { anEvent } from '../../support/builders.ts';
import { openPostgres, type TestDatabase } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';
import type { Stores } from '../../support/services/stores.ts';
import { HANGS_AFTER_MS, PATIENCE } from '../../support/waiting.ts';
import { Effects } from './effects.ts';

const CHILD = fileURLToPath(new URL('./reacting-process.ts', import.meta.url));
const KILLS = 8;

describe.skipIf(postgresUrl === undefined)('reactors on a PostgreSQL server with many connections', () => {
  let opened: TestDatabase;
  let stores: Stores;
  let effects: Effects;
  const children = new Set<ChildProcess>();
  beforeAll(async () => {
    opened = await openPostgres(postgresUrl ?? '');
  });
  beforeEach(async () => {
    stores = await opened.stores();
    effects = new Effects(opened.database);
    await effects.create();
  });
  afterEach(async () => {
    for (const child of children) await kill(child);
    await effects.remove();
  });
  afterAll(() => opened?.close());

  async function record(stream: string, count = 1): Promise<void> {
    const events = Array.from({ length: count }, () => anEvent());
    await stores.log.append({ workspaceId: 'wsp_1', stream }, events);
  }

  async function dispatchUntilTaken(count: number): Promise<void> {
    const taken = async () => {
      await effects.dispatch();
      return (await effects.taken()).length;
    };
    await expect.poll(taken, PATIENCE).toBeGreaterThanOrEqual(count);
  }

  /** Starts a transaction that has recorded an event. Returns a function that commits it. */
  async function anOpenTransaction(stream: string) {
    const [written, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const done = stores.atomically(async () => {
      await record(stream);
      written.resolve();
      await go.promise;
    });
    await written.promise;
    return async () => {
      go.resolve();
      await done;
    };
  }

  it('wait for a late commit, and process its events before those that were committed in between', async () => {
    await record('before');
    await dispatchUntilTaken(1);
    const commit = await anOpenTransaction('late');
    for (let nth = 0; nth < 3; nth++) {
      await record('meanwhile');
      await effects.dispatch();
    }
    expect(await effects.taken()).toEqual(['before/1']);
    await commit();
    await dispatchUntilTaken(5);
    await effects.dispatch();
    expect(await effects.taken()).toEqual(['before/1', 'late/1', 'meanwhile/1', 'meanwhile/2', 'meanwhile/3']);
  });

  it('lose no event of many writers that commit in any order or roll back', async () => {
    let isWriting = true;
    const reacting = (async () => {
      while (isWriting) await effects.dispatch();
    })();
    const write = async (writer: number) => {
      for (let nth = 0; nth < 15; nth++) {
        const work = stores.atomically(async () => {
          await record(`w${writer}`);
          await new Promise((resolve) => setTimeout(resolve, (writer * 7 + nth * 13) % 30));
          if (nth % 5 === 4) throw new Error('given up');
        });
        await work.catch(() => {});
      }
    };
    await Promise.all(Array.from({ length: 6 }, (_, writer) => write(writer)));
    isWriting = false;
    await reacting;
    await dispatchUntilTaken(72);
    const taken = await effects.taken();
    const kept = Array.from({ length: 6 }, (_, writer) =>
      Array.from({ length: 12 }, (_, at) => `w${writer}/${at + 1}`),
    );
    expect([...taken].sort()).toEqual(kept.flat().sort());
    for (const own of kept) expect(taken.filter((place) => own.includes(place))).toEqual(own);
  });

  it('run on one node at a time, however many try', async () => {
    let [working, most] = [0, 0];
    await record('s1', 200);
    const nodes = Array.from({ length: 4 }, () => {
      const node = new Effects(opened.database);
      const reactor = node.reactor('a', async () => {
        most = Math.max(most, ++working);
        await new Promise((resolve) => setTimeout(resolve, 2));
        working--;
      });
      return async () => {
        for (let nth = 0; nth < 40; nth++) await node.dispatch(reactor);
      };
    });
    await Promise.all(nodes.map((run) => run()));
    await dispatchUntilTaken(200);
    expect(await effects.taken()).toEqual(Array.from({ length: 200 }, (_, at) => `s1/${at + 1}`));
    expect(most).toBe(1);
  });

  it('have each effect once although their process is killed repeatedly during their work', async () => {
    const [{ schema = '' } = {}] = await opened.database.use((em) =>
      em.execute<{ schema: string }[]>('select current_schema() as schema'),
    );
    const COUNT = 6_000;
    await record('s1', COUNT);
    const [progress, seen] = [[0], new Set<number>()];
    for (let nth = 0; nth < KILLS; nth++) {
      const child = spawn(process.execPath, ['--import', 'tsx', CHILD, postgresUrl ?? '', schema], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      children.add(child);
      if (!child.stdout) throw new Error('The child has no output.');
      await once(child.stdout, 'data');
      await expect.poll(async () => (await effects.taken()).length, PATIENCE).toBeGreaterThan(progress.at(-1) ?? 0);
      await new Promise((resolve) => setTimeout(resolve, (nth * 17) % 50));
      await kill(child);
      const { length } = await effects.taken();
      progress.push(length);
      seen.add(length);
    }
    // Each process was killed during its work, and had processed more than the one before.
    expect(seen.size).toBe(KILLS);
    expect(progress.at(-1)).toBeLessThan(COUNT);
    await dispatchUntilTaken(COUNT);
    expect(await effects.taken()).toEqual(Array.from({ length: COUNT }, (_, at) => `s1/${at + 1}`));
  });

  it('report in one statement which have events to process, which wait for a late commit, and which pause', async () => {
    const read = (...names: string[]) => effects.ports.backlogs.read(names);
    const quiet = { isReady: false, isHeldBack: false, pausedMs: 0 };
    expect(await read('a', 'new')).toEqual([
      { reactor: 'a', ...quiet },
      { reactor: 'new', ...quiet },
    ]);
    await record('s1');
    // Open transactions in other databases of the server may hold events back for a moment.
    await expect.poll(async () => (await read('a'))[0]?.isReady, PATIENCE).toBe(true);
    await dispatchUntilTaken(1);
    expect(await read('a')).toEqual([{ reactor: 'a', ...quiet }]);

    const commit = await anOpenTransaction('late');
    await record('meanwhile');
    expect((await read('a'))[0]).toEqual({ reactor: 'a', ...quiet, isHeldBack: true });
    await commit();
    await expect.poll(async () => (await read('a'))[0], PATIENCE).toEqual({ reactor: 'a', ...quiet, isReady: true });

    await effects.ports.checkpoints.pause('a', { firstMs: 60_000, longestMs: 60_000 });
    const [paused] = await read('a');
    expect(paused?.pausedMs).toBeGreaterThan(0);
    expect(paused?.pausedMs).toBeLessThanOrEqual(60_000);
  });

  it('process a late commit and the events it held back without waiting for the safety poll', async () => {
    const bus = new MemoryEventBus();
    const sleeps: number[] = [];
    const clock: Clock = {
      ...systemClock,
      sleep: (ms, signal) => {
        sleeps.push(ms);
        // A test that waits for the safety poll would never end.
        return systemClock.sleep(ms < SAFETY_POLL_MS - MIN_GAP_MS ? ms : HANGS_AFTER_MS, signal);
      },
    };
    const stop = new ReactorRunner({ ...effects.ports, bus, clock }).run([effects.reactor()]);
    const commit = await anOpenTransaction('late');
    await record('meanwhile');
    await bus.notify({ workspaceId: 'wsp_1', stream: 'meanwhile' });
    const waits = sleeps.length;
    await expect.poll(() => sleeps.length, PATIENCE).toBeGreaterThan(waits);
    expect(await effects.taken()).toEqual([]);
    // The late commit sends no notification.
    await commit();
    await expect.poll(() => effects.taken(), PATIENCE).toEqual(['late/1', 'meanwhile/1']);
    await stop();
  });

  it('process each event once on several nodes that are all notified', async () => {
    const bus = new MemoryEventBus();
    const nodes = Array.from({ length: 3 }, () => new Effects(opened.database));
    const stops = nodes.map((node) =>
      new ReactorRunner({ ...node.ports, bus, clock: systemClock }).run([node.reactor('a'), node.reactor('b')]),
    );
    for (let nth = 0; nth < 40; nth++) {
      await record('s1');
      await bus.notify({ workspaceId: 'wsp_1', stream: 's1' });
    }
    const all = Array.from({ length: 40 }, (_, at) => `s1/${at + 1}`);
    await expect.poll(async () => (await effects.taken('a')).length, PATIENCE).toBe(40);
    await expect.poll(async () => (await effects.taken('b')).length, PATIENCE).toBe(40);
    for (const stop of stops) await stop();
    expect([await effects.taken('a'), await effects.taken('b')]).toEqual([all, all]);
  });

  async function kill(child: ChildProcess): Promise<void> {
    children.delete(child);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});
