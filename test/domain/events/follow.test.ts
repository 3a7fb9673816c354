import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from '../../../src/domain/events/event.ts';
import { follow } from '../../../src/domain/events/follow.ts';
import type { EventLog } from '../../../src/domain/events/ports.ts';
import { Unavailable } from '../../../src/domain/shared/errors.ts';
import { anEvent } from '../../support/builders.ts';
import { FakeBus, type Fate, LOST } from '../../support/fake-bus.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { MemoryEventLog } from '../../support/memory/memory-log.ts';
import { refusals } from '../../support/refusals.ts';

const REF = { workspaceId: 'wsp_1', stream: 'dbt_1' };
const END = 'end';

/** A stream to which the test writes, and ways to follow it. */
class Stream {
  readonly clock = new FakeClock();
  readonly bus: FakeBus;
  readonly log: EventLog;

  constructor({ fate, log }: { fate?: (nth: number) => Fate; log?: (log: EventLog) => EventLog } = {}) {
    this.bus = new FakeBus(this.clock, fate);
    const memory = new MemoryEventLog(this.clock);
    this.log = log ? log(memory) : memory;
  }

  async write(...kinds: readonly string[]): Promise<void> {
    await this.log.append(
      REF,
      kinds.map((kind) => anEvent({}, kind)),
    );
    await this.bus.notify(REF);
  }

  follow(after = 0): AsyncGenerator<LoggedEvent> {
    return follow(this, REF, { after, isLast: (event) => event.kind === END, batch: 2 });
  }

  /** Follows to the end of the stream. The returned list is filled while events arrive. */
  collect(events: AsyncGenerator<LoggedEvent>): { seqs: number[]; done: Promise<void> } {
    const seqs: number[] = [];
    const read = async () => {
      for await (const event of events) seqs.push(event.seq);
    };
    return { seqs, done: read() };
  }
}

describe('following a stream', () => {
  it('returns past events, then new events, until the last event', async () => {
    const stream = new Stream();
    await stream.write('a', 'b', 'c');
    const { seqs, done } = stream.collect(stream.follow());
    await stream.clock.settle();
    expect(seqs).toEqual([1, 2, 3]);
    await stream.write('d', END);
    await done;
    expect(seqs).toEqual([1, 2, 3, 4, 5]);
  });

  it('begins after the last event of the caller', async () => {
    const stream = new Stream();
    await stream.write('a', 'b', 'c', END);
    const { seqs, done } = stream.collect(stream.follow(2));
    await done;
    expect(seqs).toEqual([3, 4]);
  });

  it('returns a new event at once after a notification', async () => {
    const stream = new Stream();
    const { seqs } = stream.collect(stream.follow());
    await stream.clock.settle();
    await stream.write('a');
    await stream.clock.settle();
    expect(seqs).toEqual([1]);
  });

  it('finds an event within a second when its notification is lost', async () => {
    const stream = new Stream({ fate: () => LOST });
    const { seqs } = stream.collect(stream.follow());
    await stream.clock.settle();
    await stream.write('a');
    await stream.clock.advance(999);
    expect(seqs).toEqual([]);
    await stream.clock.advance(1);
    expect(seqs).toEqual([1]);
  });

  it('ends at once when the caller already has the last event', async () => {
    const stream = new Stream();
    await stream.write('a', END);
    expect(await stream.follow(2).next()).toEqual({ done: true, value: undefined });
    expect(stream.bus.listening).toBe(0);
  });

  it('refuses a position after the end of the stream', async () => {
    const stream = new Stream();
    await stream.write('a');
    expect(await refusals(() => stream.follow(2).next())).toEqual(['BAD_CURSOR after']);
    expect(stream.bus.listening).toBe(0);
  });

  it('waits at the end of a stream that is not finished', async () => {
    const stream = new Stream();
    await stream.write('a');
    const { seqs } = stream.collect(stream.follow(1));
    await stream.clock.advance(10_000);
    await stream.write('b');
    await stream.clock.settle();
    expect(seqs).toEqual([2]);
  });

  it('returns nothing while the log is unavailable, and then all events', async () => {
    let isAway = false;
    const read =
      (log: EventLog): EventLog['read'] =>
      async (...asked) => {
        if (isAway) throw new Unavailable('The database is away.');
        return log.read(...asked);
      };
    const stream = new Stream({ log: (log) => Object.assign(Object.create(log), { read: read(log) }) });
    await stream.write('a');
    const { seqs, done } = stream.collect(stream.follow());
    await stream.clock.settle();
    isAway = true;
    await stream.write('b');
    await stream.clock.advance(5_000);
    expect(seqs).toEqual([1]);
    isAway = false;
    await stream.write(END);
    await stream.clock.passing(done);
    expect(seqs).toEqual([1, 2, 3]);
  });

  it('fails when an event is missing, and does not skip it', async () => {
    const stream = new Stream({ log: (log) => without(log, 2) });
    await stream.write('a', 'b', 'c');
    const { seqs, done } = stream.collect(stream.follow());
    await expect(stream.clock.passing(done)).rejects.toThrow('Event 2 of dbt_1 is missing from the log.');
    expect(seqs).toEqual([1]);
  });
});

describe('closing a follower', () => {
  it('ends it at once while it waits for the next event', async () => {
    const stream = new Stream();
    const events = stream.follow();
    const waiting = events.next();
    await stream.clock.settle();
    expect(stream.bus.listening).toBe(1);
    await events.return(undefined);
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect([stream.bus.listening, stream.clock.sleeping]).toEqual([0, 0]);
  });

  it('ends it at once in the middle of a batch', async () => {
    const stream = new Stream();
    await stream.write('a', 'b');
    const events = stream.follow();
    expect((await events.next()).value).toMatchObject({ seq: 1 });
    await events.return(undefined);
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect([stream.bus.listening, stream.clock.sleeping]).toEqual([0, 0]);
  });

  it('leaves no listener when nothing was read', async () => {
    const stream = new Stream();
    await stream.follow().return(undefined);
    expect([stream.bus.listening, stream.clock.sleeping]).toEqual([0, 0]);
  });
});

/** The log without one event. */
function without(log: EventLog, seq: number): EventLog {
  return {
    append: (ref, events) => log.append(ref, events),
    hashes: (ref) => log.hashes(ref),
    last: (ref) => log.last(ref),
    erase: (ref) => log.erase(ref),
    readEach: (starts) => log.readEach(starts),
    read: async (...args) => (await log.read(...args)).filter((event) => event.seq !== seq),
  };
}
