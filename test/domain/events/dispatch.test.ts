import { beforeEach, describe, expect, it } from 'vitest';
import { checkpointTime, type DispatchPorts, dispatch, type Reactor } from '../../../src/domain/events/dispatch.ts';
import type { Signals } from '../../../src/domain/shared/signals.ts';
import { anEvent } from '../../support/builders.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { MemoryDatabase } from '../../support/memory/memory-database.ts';
import { MemoryEventFeed, MemoryReactorCheckpoints } from '../../support/memory/memory-event-feed.ts';
import { MemoryEventLog } from '../../support/memory/memory-log.ts';

const BATCH = 4;
const REF = { workspaceId: 'wsp_1', stream: 'dbt_1' };

let clock: FakeClock;
let database: MemoryDatabase;
let log: MemoryEventLog;
let ports: DispatchPorts;
let failures: Signals['reactorFailed'][];

beforeEach(() => {
  clock = new FakeClock();
  database = new MemoryDatabase();
  log = new MemoryEventLog(clock, database);
  failures = [];
  ports = {
    eventFeed: new MemoryEventFeed(log),
    checkpoints: new MemoryReactorCheckpoints(clock, database),
    atomically: database.atomically,
    emit: (_, detail) => void failures.push(detail as Signals['reactorFailed']),
    batch: BATCH,
  };
});

/** Stores the number of every event it receives. Fails after the write for a number in `poison`. */
class Writing {
  readonly reactor: Reactor;
  readonly calls: number[] = [];
  readonly poison = new Set<number>();
  private readonly rows = database.table<number>();

  constructor(name: string) {
    this.reactor = {
      name,
      react: (events) =>
        database.use(() => {
          this.calls.push(events.length);
          for (const { data } of events) this.write((data as { n: number }).n);
        }),
    };
  }

  private write(n: number): void {
    this.rows.set(`${this.rows.size}`, n);
    if (this.poison.has(n)) throw new Error(`${n} cannot be processed`);
  }

  get taken(): number[] {
    return [...this.rows.values()];
  }
}

async function record(...numbers: number[]): Promise<void> {
  await log.append(
    REF,
    numbers.map((n) => anEvent({ n })),
  );
}

const run = ({ reactor }: Writing, signal = new AbortController().signal) => dispatch(ports, reactor, signal);

describe('a reactor', () => {
  it('processes every event once, in order, in batches', async () => {
    const writing = new Writing('a');
    await run(writing);
    await record(1, 2, 3, 4, 5, 6);
    await run(writing);
    await record(7);
    await run(writing);
    await run(writing);
    expect(writing.taken).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(writing.calls).toEqual([4, 2, 1]);
  });

  it('that is added later starts with the first event', async () => {
    await record(1, 2);
    await run(new Writing('a'));
    const late = new Writing('late');
    await run(late);
    expect(late.taken).toEqual([1, 2]);
  });

  it('stops between two batches when its signal aborts', async () => {
    const [writing, stopped] = [new Writing('a'), new AbortController()];
    await record(1, 2, 3, 4, 5, 6);
    const reactor: Reactor = {
      name: 'a',
      react: async (events) => {
        await writing.reactor.react(events);
        stopped.abort();
      },
    };
    await dispatch(ports, reactor, stopped.signal);
    expect(writing.taken).toEqual([1, 2, 3, 4]);
  });

  it('that fails at an event processes the events before it, and reports the failed event', async () => {
    const writing = new Writing('a');
    writing.poison.add(3);
    await record(1, 2, 3, 4);
    await run(writing);
    expect(writing.taken).toEqual([1, 2]);
    expect(failures).toEqual([
      { reactor: 'a', ...REF, seq: 3, kind: 'thing.happened', error: new Error('3 cannot be processed') },
    ]);
  });

  it('retries after a pause that grows with every failure, and then processes each event once', async () => {
    const writing = new Writing('a');
    writing.poison.add(2);
    await record(1, 2, 3);
    await run(writing);
    await run(writing);
    expect(failures).toHaveLength(1);
    await clock.advance(1_000);
    await run(writing);
    expect(failures).toHaveLength(2);
    writing.poison.clear();
    await clock.advance(1_999);
    await run(writing);
    expect(writing.taken).toEqual([1]);
    await clock.advance(1);
    await run(writing);
    expect(writing.taken).toEqual([1, 2, 3]);
    expect(failures).toHaveLength(2);
  });

  it('pauses for a minute at most', async () => {
    const writing = new Writing('a');
    writing.poison.add(1);
    await record(1);
    for (let failure = 0; failure < 20; failure++) {
      await run(writing);
      await clock.advance(60_000);
    }
    expect(failures).toHaveLength(20);
  });

  it('that fails does not delay another reactor', async () => {
    const [bad, good] = [new Writing('bad'), new Writing('good')];
    bad.poison.add(1);
    await record(1, 2);
    await Promise.all([run(bad), run(good)]);
    expect([bad.taken, good.taken]).toEqual([[], [1, 2]]);
  });

  it('reports an error without an event when the log cannot be read', async () => {
    const writing = new Writing('a');
    const eventFeed = { ...ports.eventFeed, after: () => Promise.reject(new Error('away')) };
    await dispatch({ ...ports, eventFeed } as DispatchPorts, writing.reactor, new AbortController().signal);
    const nowhere = { workspaceId: null, stream: null, seq: null, kind: null };
    expect(failures).toEqual([{ reactor: 'a', ...nowhere, error: new Error('away') }]);
  });
});

describe('the checkpoint time of a reactor', () => {
  const upTo = () => checkpointTime({ ...ports, clock }, 'a');

  it('is now when all events are processed, and otherwise the time of the oldest unprocessed event', async () => {
    expect(await upTo()).toEqual(clock.now());
    const first = clock.now();
    await record(1);
    await clock.advance(5_000);
    await record(2);
    expect(await upTo()).toEqual(first);
    await run(new Writing('a'));
    expect(await upTo()).toEqual(clock.now());
  });
});
