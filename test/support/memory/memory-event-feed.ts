import {
  type EventFeed,
  LOG_START,
  type LogPosition,
  type PositionedEvent,
  type ReactorBacklog,
  type ReactorBacklogs,
  type ReactorCheckpoints,
} from '../../../src/domain/events/ports.ts';
import type { Clock } from '../../../src/domain/shared/ports.ts';
import { MemoryDatabase } from './memory-database.ts';
import type { MemoryEventLog } from './memory-log.ts';

/** The event feed in memory. Transactions run one at a time, so events are in the order of recording. */
export class MemoryEventFeed implements EventFeed {
  /** Events from this number on (counted from 1) cannot be read, as if an older transaction were open. */
  heldBackFrom = Number.POSITIVE_INFINITY;
  private readonly log: MemoryEventLog;

  constructor(log: MemoryEventLog) {
    this.log = log;
  }

  async after({ position }: LogPosition, limit: number): Promise<readonly PositionedEvent[]> {
    const events = await this.log.all();
    const placed = events.map((event, at) => ({ position: { transactionId: 1n, position: BigInt(at + 1) }, event }));
    return placed.slice(0, this.heldBackFrom - 1).slice(Number(position), Number(position) + limit);
  }

  /** The number of recorded events, and the number of readable ones. */
  async ends(): Promise<{ recorded: number; readable: number }> {
    const { length } = await this.log.all();
    return { recorded: length, readable: Math.min(length, this.heldBackFrom - 1) };
  }

  async oldestAfter(position: LogPosition): Promise<Date | undefined> {
    const times = (await this.after(position, Number.MAX_SAFE_INTEGER)).map(({ event }) => event.at.getTime());
    return times.length > 0 ? new Date(Math.min(...times)) : undefined;
  }
}

interface Row {
  readonly position: LogPosition;
  readonly failures: number;
  /** A time of the monotonic clock. */
  readonly pausedUntil: number;
}

const NEW: Row = { position: LOG_START, failures: 0, pausedUntil: 0 };

/** Checkpoints in memory. A transaction locks all of them. */
export class MemoryReactorCheckpoints implements ReactorCheckpoints {
  private readonly clock: Clock;
  private readonly database: MemoryDatabase;
  private readonly rows: Map<string, Row>;

  constructor(clock: Clock, database = new MemoryDatabase()) {
    this.clock = clock;
    this.database = database;
    this.rows = database.table();
  }

  async take(reactor: string): Promise<LogPosition | undefined> {
    const { position, pausedUntil } = await this.row(reactor);
    return pausedUntil > this.clock.monotonicMs() ? undefined : position;
  }

  async hold(reactor: string): Promise<LogPosition> {
    return (await this.row(reactor)).position;
  }

  async read(reactor: string): Promise<LogPosition> {
    return (await this.row(reactor)).position;
  }

  save(reactor: string, position: LogPosition): Promise<void> {
    return this.database.use(() => void this.rows.set(reactor, { ...NEW, position }));
  }

  pause(reactor: string, { firstMs, longestMs }: { firstMs: number; longestMs: number }): Promise<void> {
    return this.database.use(() => {
      const row = this.rows.get(reactor) ?? NEW;
      const pausedUntil = this.clock.monotonicMs() + Math.min(longestMs, firstMs * 2 ** row.failures);
      this.rows.set(reactor, { ...row, failures: row.failures + 1, pausedUntil });
    });
  }

  async pausedMs(reactor: string): Promise<number> {
    return Math.max(0, (await this.row(reactor)).pausedUntil - this.clock.monotonicMs());
  }

  private row(reactor: string): Promise<Row> {
    return this.database.use(() => this.rows.get(reactor) ?? NEW);
  }
}

/** Backlogs computed from the feed and the checkpoints, with the number of reads. */
export class MemoryReactorBacklogs implements ReactorBacklogs {
  reads = 0;
  private readonly feed: MemoryEventFeed;
  private readonly checkpoints: MemoryReactorCheckpoints;

  constructor(feed: MemoryEventFeed, checkpoints: MemoryReactorCheckpoints) {
    this.feed = feed;
    this.checkpoints = checkpoints;
  }

  async read(reactors: readonly string[]): Promise<readonly ReactorBacklog[]> {
    this.reads++;
    const { recorded, readable } = await this.feed.ends();
    return Promise.all(
      reactors.map(async (reactor) => {
        const at = Number((await this.checkpoints.read(reactor)).position);
        const pausedMs = await this.checkpoints.pausedMs(reactor);
        return { reactor, isReady: at < readable, isHeldBack: at < recorded && readable < recorded, pausedMs };
      }),
    );
  }
}
