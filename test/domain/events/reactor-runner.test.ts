import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reactor } from '../../../src/domain/events/dispatch.ts';
import {
  HEARING_POLL_MS,
  MIN_GAP_MS,
  ReactorRunner,
  type ReactorRunnerPorts,
  SAFETY_POLL_MS,
} from '../../../src/domain/events/reactor-runner.ts';
import { Unavailable } from '../../../src/domain/shared/errors.ts';
import type { Signals } from '../../../src/domain/shared/signals.ts';
import { anEvent } from '../../support/builders.ts';
import { AT_ONCE, FakeBus, type Fate, LOST } from '../../support/fake-bus.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { MemoryDatabase } from '../../support/memory/memory-database.ts';
import {
  MemoryEventFeed,
  MemoryReactorBacklogs,
  MemoryReactorCheckpoints,
} from '../../support/memory/memory-event-feed.ts';
import { MemoryEventLog } from '../../support/memory/memory-log.ts';

const REF = { workspaceId: 'wsp_1', stream: 'dbt_1' };

let clock: FakeClock;
let database: MemoryDatabase;
let log: MemoryEventLog;
let feed: MemoryEventFeed;
let checkpoints: MemoryReactorCheckpoints;
let backlogs: MemoryReactorBacklogs;
let bus: FakeBus;
let fate: Fate;
let failures: Signals['reactorFailed'][];
let ports: ReactorRunnerPorts;
let stops: (() => Promise<void>)[];

beforeEach(() => {
  clock = new FakeClock();
  database = new MemoryDatabase();
  log = new MemoryEventLog(clock, database);
  feed = new MemoryEventFeed(log);
  checkpoints = new MemoryReactorCheckpoints(clock, database);
  backlogs = new MemoryReactorBacklogs(feed, checkpoints);
  fate = AT_ONCE;
  bus = new FakeBus(clock, () => fate);
  [failures, stops] = [[], []];
  ports = {
    ...{ eventFeed: feed, checkpoints, backlogs, bus, clock, atomically: database.atomically, batch: 10 },
    emit: (_, detail) => void failures.push(detail as Signals['reactorFailed']),
  };
});
afterEach(async () => {
  for (const stop of stops) await stop();
});

/** A reactor that records which events it receives, and how many at a time. */
function noting(name = 'a', then: (n: number) => void | Promise<void> = () => {}) {
  const [taken, passes]: [number[], number[]] = [[], []];
  const reactor: Reactor = {
    name,
    react: async (events) => {
      for (const { data } of events) await then((data as { n: number }).n);
      taken.push(...events.map(({ data }) => (data as { n: number }).n));
      passes.push(events.length);
    },
  };
  return { reactor, taken, passes };
}

/** Runs the reactors, and waits for the pause after their first read. */
async function run(...reactors: Reactor[]): Promise<() => Promise<void>> {
  const stop = new ReactorRunner(ports).run(reactors);
  stops.push(stop);
  await clock.advance(1_000);
  return stop;
}

/** Records events, and notifies as the writer of events does. */
async function record(...numbers: number[]): Promise<void> {
  await log.append(
    REF,
    numbers.map((n) => anEvent({ n })),
  );
  await bus.notify(REF);
  await clock.settle();
}

describe('the reactors of a process', () => {
  it('process at once the events recorded before the start', async () => {
    await record(1, 2);
    const { reactor, taken } = noting();
    stops.push(new ReactorRunner(ports).run([reactor]));
    await clock.settle();
    expect(taken).toEqual([1, 2]);
  });

  it('process an event as soon as they are notified', async () => {
    const [one, other] = [noting('a'), noting('b')];
    await run(one.reactor, other.reactor);
    await record(1);
    expect([one.taken, other.taken]).toEqual([[1], [1]]);
  });

  it.each([
    { pollMs: HEARING_POLL_MS, isHearing: true },
    { pollMs: SAFETY_POLL_MS, isHearing: false },
  ])('process an event whose notification is lost within $pollMs ms, with isHearing $isHearing', async (one) => {
    fate = LOST;
    bus.isHearing = one.isHearing;
    const { reactor, taken } = noting();
    await run(reactor);
    await record(1);
    await clock.advance(one.pollMs - 1_001);
    expect(taken).toEqual([]);
    await clock.advance(1);
    expect(taken).toEqual([1]);
  });

  it('process an event within the safety poll when notifications stop to arrive during the wait', async () => {
    const { reactor, taken } = noting();
    await run(reactor);
    [fate, bus.isHearing] = [LOST, false];
    await record(1);
    await clock.advance(SAFETY_POLL_MS);
    expect(taken).toEqual([1]);
  });

  it('cost one statement in each poll while there are no events, for any number of reactors', async () => {
    await run(...Array.from({ length: 20 }, (_, at) => noting(`r${at}`).reactor));
    const before = backlogs.reads;
    const { atomically } = ports;
    let transactions = 0;
    Object.assign(ports, { atomically: <T>(work: () => Promise<T>) => ++transactions && atomically(work) });
    await clock.advance(60_000);
    expect(backlogs.reads - before).toBe(60_000 / HEARING_POLL_MS);
    bus.isHearing = false;
    await clock.advance(HEARING_POLL_MS);
    const without = backlogs.reads;
    await clock.advance(60_000);
    expect(backlogs.reads - without).toBe(60_000 / SAFETY_POLL_MS);
    expect(transactions).toBe(0);
  });

  it('process many events in few passes', async () => {
    const { reactor, taken, passes } = noting();
    await run(reactor);
    const before = backlogs.reads;
    for (let n = 1; n <= 100; n++) {
      await record(n);
      await clock.advance(5);
    }
    await clock.advance(MIN_GAP_MS);
    expect(taken).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
    expect(backlogs.reads - before).toBeLessThanOrEqual(4);
    expect(passes.length).toBeLessThanOrEqual(2 + 100 / ports.batch);
  });

  it('process the events that arrived while they were busy, and do not wait for each other', async () => {
    const busy = Promise.withResolvers<void>();
    const [slow, quick] = [noting('slow', (n) => (n === 1 ? busy.promise : undefined)), noting('quick')];
    // Each reactor needs its own transaction, as on a server. The memory database allows only one at a time.
    ports = { ...ports, atomically: (work) => work() };
    await run(slow.reactor, quick.reactor);
    await record(1);
    await clock.advance(MIN_GAP_MS);
    await record(2);
    await clock.advance(MIN_GAP_MS);
    expect([slow.taken, quick.taken]).toEqual([[], [1, 2]]);
    busy.resolve();
    await clock.advance(MIN_GAP_MS);
    expect(slow.taken).toEqual([1, 2]);
  });

  it('retry after a pause when they fail, and do not delay other reactors', async () => {
    let isBroken = true;
    const broken = noting('broken', () => {
      if (isBroken) throw new Error('broken');
    });
    const sound = noting('sound');
    await run(broken.reactor, sound.reactor);
    await record(1);
    expect([failures.length, sound.taken]).toEqual([1, [1]]);
    await clock.advance(999);
    expect(failures).toHaveLength(1);
    await clock.advance(2);
    expect(failures).toHaveLength(2);
    isBroken = false;
    await clock.advance(2_000);
    expect(broken.taken).toEqual([1]);
    expect(failures).toHaveLength(2);
  });

  it('process events behind an open transaction long before the safety poll', async () => {
    const { reactor, taken } = noting();
    await run(reactor);
    feed.heldBackFrom = 1;
    await record(1);
    await clock.advance(250);
    expect(taken).toEqual([]);
    feed.heldBackFrom = Number.POSITIVE_INFINITY;
    await clock.advance(400);
    expect(taken).toEqual([1]);
  });

  it('read less and less often while events stay behind an open transaction', async () => {
    const { reactor } = noting();
    await run(reactor);
    feed.heldBackFrom = 1;
    await record(1);
    await clock.advance(10_000);
    const before = backlogs.reads;
    await clock.advance(60_000);
    expect(backlogs.reads - before).toBe(60_000 / SAFETY_POLL_MS);
  });

  it('leave a reactor for a second to the node that runs it, and then try again', async () => {
    const { reactor, taken } = noting();
    let attempts = 0;
    let isElsewhere = true;
    const take = checkpoints.take.bind(checkpoints);
    checkpoints.take = async (name) => {
      attempts++;
      return isElsewhere ? undefined : take(name);
    };
    await run(reactor);
    for (let n = 1; n <= 10; n++) {
      await record(n);
      await clock.advance(100);
    }
    expect(attempts).toBeLessThanOrEqual(2);
    isElsewhere = false;
    await clock.advance(1_000);
    expect(taken).toHaveLength(10);
  });

  it('continue when the database is back, and report any other error', async () => {
    const { reactor, taken } = noting();
    const read = backlogs.read.bind(backlogs);
    let error: Error | undefined = new Unavailable('away');
    backlogs.read = async (names) => {
      if (error) throw error;
      return read(names);
    };
    await run(reactor);
    await record(1);
    await clock.advance(2_000);
    expect(failures).toEqual([]);
    error = new Error('no such column');
    await clock.advance(SAFETY_POLL_MS);
    const nowhere = { workspaceId: null, stream: null, seq: null, kind: null };
    expect(failures[0]).toEqual({ reactor: 'a', ...nowhere, error });
    error = undefined;
    await clock.advance(SAFETY_POLL_MS);
    expect(taken).toEqual([1]);
  });

  it('stop at once between two transactions, and process nothing afterwards', async () => {
    const busy = Promise.withResolvers<void>();
    const { reactor, taken } = noting('a', () => busy.promise);
    const stop = await run(reactor);
    await record(...Array.from({ length: 25 }, (_, at) => at + 1));
    const stopped = stop();
    busy.resolve();
    await stopped;
    expect(taken).toHaveLength(ports.batch);
    await record(26);
    await clock.advance(60_000);
    expect(taken).toHaveLength(ports.batch);
    expect([bus.listening, clock.sleeping]).toEqual([0, 0]);
  });

  it('cost nothing when there are none', async () => {
    await run();
    await clock.advance(60_000);
    expect([backlogs.reads, clock.sleeping]).toEqual([0, 0]);
  });
});
