import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventCursor, seqOf } from '../../../src/domain/events/cursor.ts';
import type { LoggedEvent } from '../../../src/domain/events/event.ts';
import { follow } from '../../../src/domain/events/follow.ts';
import { anEvent } from '../../support/builders.ts';
import { FakeBus } from '../../support/fake-bus.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { MemoryEventLog } from '../../support/memory/memory-log.ts';

const REF = { workspaceId: 'wsp_1', stream: 'dbt_1' };

/** Reads the stream to its end. It disconnects after the given numbers of events and continues with its last cursor. */
class Follower {
  readonly record: LoggedEvent[] = [];
  private readonly patience: readonly number[];
  private readonly away: number;

  constructor({ patience, awayMs }: { patience: readonly number[]; awayMs: number }) {
    this.patience = patience;
    this.away = awayMs;
  }

  async toTheEnd(world: { log: MemoryEventLog; bus: FakeBus; clock: FakeClock }, batch: number): Promise<void> {
    for (let visit = 0; this.record.at(-1)?.kind !== 'end'; visit++) {
      await this.visit(follow(world, REF, { after: this.after(), isLast, batch }), this.patience[visit] ?? Infinity);
      await world.clock.sleep(this.away);
    }
  }

  private after(): number {
    const last = this.record.at(-1);
    return last ? seqOf(eventCursor(REF.stream, last.seq), REF.stream) : 0;
  }

  /** Disconnects after this number of events. 0 disconnects while it waits for the first one. */
  private async visit(events: AsyncGenerator<LoggedEvent>, patience: number): Promise<void> {
    if (patience === 0) {
      const first = events.next();
      await events.return(undefined);
      const { value } = await first;
      if (value) this.record.push(value);
      return;
    }
    let read = 0;
    for await (const event of events) {
      this.record.push(event);
      if (++read >= patience) return;
    }
  }
}

const isLast = (event: LoggedEvent) => event.kind === 'end';

const conditions = fc.record({
  fates: fc.array(fc.array(fc.constantFrom(0, 0, 40, 700, 5_000), { maxLength: 3 }), { minLength: 1, maxLength: 12 }),
  writes: fc.array(
    fc.record({ pauseMs: fc.constantFrom(0, 0, 10, 900, 3_000), events: fc.integer({ min: 1, max: 4 }) }),
    {
      maxLength: 12,
    },
  ),
  batch: fc.integer({ min: 1, max: 5 }),
  followers: fc.array(
    fc.record({
      joinsAfterMs: fc.constantFrom(0, 0, 5, 1_000, 8_000),
      patience: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 6 }),
      awayMs: fc.constantFrom(0, 30, 2_000),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

describe('a follower with lost, late and repeated notifications', () => {
  it('receives each event once and in order, without a gap', async () => {
    await fc.assert(
      fc.asyncProperty(conditions, async ({ fates, writes, batch, followers }) => {
        const clock = new FakeClock();
        const bus = new FakeBus(clock, (nth) => fates[nth % fates.length] ?? []);
        const world = { clock, bus, log: new MemoryEventLog(clock) };
        const readers = followers.map((one) => new Follower(one));
        const reading = readers.map(async (reader, at) => {
          await clock.sleep(followers[at]?.joinsAfterMs ?? 0);
          await reader.toTheEnd(world, batch);
        });
        await clock.passing(Promise.all([...reading, write(world, writes)]));
        const whole = await world.log.read(REF, 0, 10_000);
        for (const reader of readers) expect(reader.record).toEqual(whole);
        expect(bus.listening).toBe(0);
      }),
      { numRuns: 150 },
    );
  });
});

async function write(
  { log, bus, clock }: { log: MemoryEventLog; bus: FakeBus; clock: FakeClock },
  writes: readonly { pauseMs: number; events: number }[],
): Promise<void> {
  let count = 0;
  for (const { pauseMs, events } of writes) {
    await clock.sleep(pauseMs);
    const news = Array.from({ length: events }, () => anEvent({ nth: ++count }));
    await log.append(REF, news);
    await bus.notify(REF);
  }
  await log.append(REF, [anEvent({}, 'end')]);
  await bus.notify(REF);
}
