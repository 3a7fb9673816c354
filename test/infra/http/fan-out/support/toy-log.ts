import { setTimeout as after } from 'node:timers/promises';
import { FIRST_LINK, type LoggedEvent, type NewEvent } from '../../../../../src/domain/events/event.ts';
import type { EventBus, EventLog, StreamRef } from '../../../../../src/domain/events/ports.ts';

/** How long the next read takes, and whether it sees the events at its start or at its end. */
export type Reading = () => { readonly ms: number; readonly isStale: boolean };

export const AT_ONCE: Reading = () => ({ ms: 0, isStale: false });

/** Reads that take 1 to 5 ms. Half of them see a snapshot. */
export function slow(random: () => number): Reading {
  return () => ({ ms: 1 + 4 * random(), isStale: random() < 0.5 });
}

/** Logs without a hash chain, with reads that take time. */
export class ToyLog implements EventLog {
  /** The number of reads so far. */
  reads = 0;
  /** While it is set, every read throws it. */
  defect: Error | undefined;
  /** Every read waits for this promise too. */
  gate: Promise<void> | undefined;
  private readonly streams = new Map<string, readonly LoggedEvent[]>();
  private readonly reading: Reading;

  constructor(reading: Reading = AT_ONCE) {
    this.reading = reading;
  }

  async append(ref: StreamRef, events: readonly NewEvent[]): Promise<readonly LoggedEvent[]> {
    const before = this.of(ref);
    const added = events.map(({ kind, data }, at): LoggedEvent => {
      const link = { digest: FIRST_LINK, hash: FIRST_LINK };
      return { ...ref, ...link, seq: before.length + at + 1, kind, data, at: new Date(0), salt: null };
    });
    this.streams.set(ref.stream, [...before, ...added]);
    return added;
  }

  read(ref: StreamRef, after: number, limit: number): Promise<readonly LoggedEvent[]> {
    return this.look(ref, (events) => events.filter(({ seq }) => seq > after).slice(0, limit));
  }

  async readEach(starts: readonly (StreamRef & { readonly after: number })[]): Promise<readonly LoggedEvent[]> {
    return starts.flatMap(({ after, ...ref }) => this.of(ref).filter(({ seq }) => seq > after));
  }

  last(ref: StreamRef): Promise<LoggedEvent | undefined> {
    return this.look(ref, (events) => events.at(-1));
  }

  async hashes(ref: StreamRef): Promise<readonly string[]> {
    return this.of(ref).map(({ hash }) => hash);
  }

  async erase(ref: StreamRef): Promise<void> {
    this.change(ref, (event) => ({ ...event, data: null }));
  }

  /** Erases the payload of one event. */
  eraseOne(ref: StreamRef, seq: number): void {
    this.change(ref, (event) => (event.seq === seq ? { ...event, data: null } : event));
  }

  /** Damages the stream by removing this event. */
  lose(ref: StreamRef, seq: number): void {
    this.streams.set(
      ref.stream,
      this.of(ref).filter((event) => event.seq !== seq),
    );
  }

  of({ stream }: StreamRef): readonly LoggedEvent[] {
    return this.streams.get(stream) ?? [];
  }

  private change(ref: StreamRef, change: (event: LoggedEvent) => LoggedEvent): void {
    this.streams.set(ref.stream, this.of(ref).map(change));
  }

  private async look<T>(ref: StreamRef, find: (events: readonly LoggedEvent[]) => T): Promise<T> {
    this.reads++;
    const { ms, isStale } = this.reading();
    const snapshot = isStale || this.gate ? this.of(ref) : undefined;
    await this.gate;
    if (ms > 0) await after(ms);
    if (this.defect) throw this.defect;
    return find(snapshot ?? this.of(ref));
  }
}

/** The delays in milliseconds with which a notification is delivered. Each number is one delivery. */
export type Fate = () => readonly number[];

/** Loses 30 % of the notifications, doubles 20 %, and delays all of them by up to 25 ms. */
export function unreliable(random: () => number): Fate {
  return () => {
    const lot = random();
    if (lot < 0.3) return [];
    return lot < 0.5 ? [25 * random(), 25 * random()] : [25 * random()];
  };
}

/** A bus that randomly loses, delays and doubles notifications. */
export class ToyBus implements EventBus {
  readonly isHearing = true;
  private readonly listeners = new Set<{ stream: string | undefined; onNotify: (ref: StreamRef) => void }>();
  private readonly fate: Fate;

  constructor(fate: Fate = () => [0]) {
    this.fate = fate;
  }

  get listening(): number {
    return this.listeners.size;
  }

  async notify(ref: StreamRef): Promise<void> {
    for (const ms of this.fate()) {
      if (ms === 0) this.deliver(ref);
      else setTimeout(() => this.deliver(ref), ms);
    }
  }

  listen({ stream }: { stream?: string }, onNotify: (ref: StreamRef) => void): () => void {
    const listener = { stream, onNotify };
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  listenAll(): () => void {
    throw new Error('The fan-out listens to single streams.');
  }

  private deliver(ref: StreamRef): void {
    for (const { stream, onNotify } of [...this.listeners]) if (stream === ref.stream) onNotify(ref);
  }
}
