import { FIRST_LINK, type LoggedEvent, type NewEvent, seal } from '../../../src/domain/events/event.ts';
import type { EventLog, StreamRef } from '../../../src/domain/events/ports.ts';
import { streamKey } from '../../../src/domain/events/stream-key.ts';
import type { Clock, Random } from '../../../src/domain/shared/ports.ts';
import { MemoryDatabase } from './memory-database.ts';

/** The event log, in memory. */
export class MemoryEventLog implements EventLog {
  private readonly database: MemoryDatabase;
  private readonly clock: Clock;
  private readonly random: Random;
  private readonly streams: Map<string, readonly LoggedEvent[]>;
  /** The stream and number of each event. Keys are numbers in the order of arrival. */
  private readonly order: Map<string, { readonly key: string; readonly seq: number }>;

  constructor(clock: Clock, database = new MemoryDatabase(), random: Random = countingRandom()) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.streams = database.table();
    this.order = database.table();
  }

  append(ref: StreamRef, events: readonly NewEvent[]): Promise<readonly LoggedEvent[]> {
    return this.database.use(() => {
      const before = this.eventsOf(ref);
      const after = [...before];
      for (const event of events) after.push(this.sealed(ref, event, after.at(-1)));
      this.streams.set(streamKey(ref), after);
      for (const { seq } of after.slice(before.length))
        this.order.set(`${this.order.size}`, { key: streamKey(ref), seq });
      return after.slice(before.length);
    });
  }

  read(ref: StreamRef, after: number, limit: number): Promise<readonly LoggedEvent[]> {
    return this.database.use(() =>
      this.eventsOf(ref)
        .filter((event) => event.seq > after)
        .slice(0, limit),
    );
  }

  readEach(starts: readonly (StreamRef & { readonly after: number })[]): Promise<readonly LoggedEvent[]> {
    return this.database.use(() =>
      starts.flatMap(({ after, ...ref }) => this.eventsOf(ref).filter(({ seq }) => seq > after)),
    );
  }

  hashes(ref: StreamRef): Promise<readonly string[]> {
    return this.database.use(() => this.eventsOf(ref).map(({ hash }) => hash));
  }

  last(ref: StreamRef): Promise<LoggedEvent | undefined> {
    return this.database.use(() => this.eventsOf(ref).at(-1));
  }

  erase(ref: StreamRef): Promise<void> {
    return this.database.use(() => {
      const erased = this.eventsOf(ref).map((event) => ({ ...event, data: null, salt: null }));
      this.streams.set(streamKey(ref), erased);
    });
  }

  /** All events of all streams, in the order of arrival. */
  all(): Promise<readonly LoggedEvent[]> {
    return this.database.use(() =>
      [...this.order.values()].flatMap(({ key, seq }) => this.streams.get(key)?.[seq - 1] ?? []),
    );
  }

  private eventsOf(ref: StreamRef): readonly LoggedEvent[] {
    return this.streams.get(streamKey(ref)) ?? [];
  }

  private sealed(ref: StreamRef, event: NewEvent, last: LoggedEvent | undefined): LoggedEvent {
    const place = { ...ref, seq: (last?.seq ?? 0) + 1, at: this.clock.now(), salt: this.random.hex(16) };
    return seal(structuredClone(event), place, last?.hash ?? FIRST_LINK);
  }
}

/** Digits that never repeat and are the same in every run. */
export function countingRandom(): Random {
  let count = 0;
  return { hex: (bytes) => (++count).toString(16).padStart(bytes * 2, '0') };
}
