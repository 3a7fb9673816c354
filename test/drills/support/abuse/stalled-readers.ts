import { setTimeout as sleep } from 'node:timers/promises';
import { PATIENCE } from '../../../support/waiting.ts';
import type { DrillReport } from '../report.ts';
import type { ServerProcess } from '../server-process.ts';
import { connectionsAt } from './connection-table.ts';
import type { Firehose } from './firehose.ts';
import { FirehoseReader, type Place } from './firehose-reader.ts';
import { watchMemory } from './process-memory.ts';
import { shareOf } from './share-of.ts';
import { StalledFindings, type StalledForm, TOO_SLOW } from './stalled-findings.ts';

interface Times {
  readonly aloneMs: number;
  /** These lists receive the delays of events (95th percentile). */
  readonly alone: number[];
  readonly beside: number[];
}

const WAKE_EVERY_MS = 1_500;
const LOOK_MS = 500;
const SHORT_MS = 1_000;
const MAX_LAST_ROUNDS = 5;
/** Enough events to fill the server's cache of payloads, so that its memory is not counted for the readers. */
const FIRST_EVENTS = 1_600;
const SPILL = 50;
/** More than the kernel buffers for a reader that does not read. */
const FILLING_EVENTS = 250;

/** A firehose with some readers that read, and many that stop reading, in rounds. Between the rounds only the former read. */
export class StalledReaders {
  private readonly server: ServerProcess;
  private readonly firehose: Firehose;
  private readonly form: StalledForm;
  private readonly found: StalledFindings;
  private readonly lively: FirehoseReader[] = [];
  private latenessMs: number[] = [];

  constructor(server: ServerProcess, firehose: Firehose, form: StalledForm) {
    this.server = server;
    this.firehose = firehose;
    this.form = form;
    this.found = new StalledFindings(form);
  }

  async run(say: (line: string) => void): Promise<DrillReport> {
    await this.gather();
    for (let round = 1; round <= this.form.rounds; round++) {
      await this.round(0, { aloneMs: this.form.slowReaderMs, alone: this.found.alone, beside: this.found.beside });
      say(`stalled readers, ${round} of ${this.form.rounds}: ${this.found.closedMs.length} closed`);
    }
    // Readers that resume have much to read, so no delays are compared in these rounds. It depends on timing whether a reader
    // resumes between the close message and the end of its connection.
    for (let time = 0; time < MAX_LAST_ROUNDS && !this.found.codes.has(TOO_SLOW); time++)
      await this.round(this.form.sleepers, { aloneMs: SHORT_MS, alone: [], beside: [] });
    await this.judgeLively();
    return this.found.report(this.firehose.head);
  }

  private async gather(): Promise<void> {
    const beginning = { seq: 0, cursor: undefined };
    for (let place = 0; place < this.form.lively; place++) this.lively.push(await this.reader(beginning));
    for (const reader of this.lively) {
      reader.onEvent = (seq) => this.latenessMs.push(performance.now() - this.firehose.rungAt(seq));
    }
    await this.spill(FIRST_EVENTS);
  }

  private async round(asleep: number, { aloneMs, alone, beside }: Times): Promise<void> {
    const memoryAlone = watchMemory(this.server.pid);
    await this.timed(alone, () => this.watch(aloneMs));
    const before = await memoryAlone();
    const readers = await this.latecomers(this.form.stalled);
    const sleepers = await this.latecomers(asleep);
    const all = [...readers, ...sleepers];
    const memoryBeside = watchMemory(this.server.pid);
    const stalledAt = performance.now();
    for (const reader of all) reader.stall();
    // Until the buffers of the kernel are full, these readers behave like all others.
    await this.spill(FILLING_EVENTS);
    this.found.fillingMs.push(Math.round(performance.now() - stalledAt));
    const unsent = await this.timed(beside, async () => {
      const waking = sleepers.map((sleeper, at) => this.sleep(sleeper, stalledAt + this.wakesAfterMs(at)));
      const [most] = await Promise.all([this.watchClosing(readers, stalledAt), ...waking]);
      return most;
    });
    this.found.unsentEach.push(unsent);
    this.found.bytesEach.push(Math.max(0, (await memoryBeside()) - before) / all.length + unsent);
    for (const reader of all) reader.leave();
  }

  /** Reads the connection table as often as during a stall, so that this work is not counted for the stalled readers. */
  private async watch(ms: number): Promise<void> {
    const until = performance.now() + ms;
    while (performance.now() < until) {
      await connectionsAt(this.port);
      await sleep(LOOK_MS);
    }
  }

  private get port(): number {
    return Number(new URL(this.server.url).port);
  }

  private wakesAfterMs(at: number): number {
    return this.form.slowReaderMs - LOOK_MS + at * WAKE_EVERY_MS;
  }

  /** Writes events during the work, and records the delay at the active readers. */
  private async timed<T>(into: number[], work: () => Promise<T>): Promise<T> {
    await this.allArrive();
    this.latenessMs = [];
    const enough = new AbortController();
    const pouring = this.firehose.pour(this.form.perSecond, enough.signal);
    const done = await work().finally(() => enough.abort());
    await pouring;
    await this.allArrive();
    into.push(shareOf(this.latenessMs, 0.95));
    return done;
  }

  /** Writes this number of events, as fast as the active readers receive them. */
  private async spill(events: number): Promise<void> {
    for (let spilt = 0; spilt < events; spilt += SPILL) {
      await this.firehose.spill(SPILL);
      await this.allArrive();
    }
  }

  /** Records how long each reader stays connected. Returns the maximum number of bytes in the kernel for each reader. */
  private async watchClosing(readers: readonly FirehoseReader[], stalledAt: number): Promise<number> {
    const open = new Set(readers.map(({ port }) => port));
    let mostUnsent = 0;
    while (open.size > 0 && performance.now() - stalledAt < PATIENCE.timeout) {
      const known = await connectionsAt(this.port);
      const unsent = [...open].map((port) => known.get(port)?.unsentBytes ?? 0);
      mostUnsent = Math.max(mostUnsent, unsent.reduce((sum, bytes) => sum + bytes, 0) / readers.length);
      for (const port of [...open].filter((port) => known.get(port)?.isOpen !== true)) {
        open.delete(port);
        this.found.closedMs.push(Math.round(performance.now() - stalledAt));
      }
      await sleep(LOOK_MS);
    }
    if (open.size > 0) this.found.broken.push(`${open.size} of ${readers.length} were never closed`);
    return mostUnsent;
  }

  /** Stops reading for a while, and then continues without a loss, also after it was closed. */
  private async sleep(reader: FirehoseReader, untilMs: number): Promise<void> {
    await sleep(Math.max(0, untilMs - performance.now()));
    reader.wake();
    const target = this.firehose.head;
    await Promise.race([reader.reaches(target, PATIENCE.timeout), reader.isClosedWithin(PATIENCE.timeout)]);
    const { closed } = reader;
    this.found.codes.set(closed?.code ?? 0, (this.found.codes.get(closed?.code ?? 0) ?? 0) + 1);
    if (!closed) return void this.examine(reader, target);
    const [, told] = /^Too slow\. Go on after (\S+)$/.exec(closed.reason) ?? [];
    if (closed.code === TOO_SLOW && told !== reader.place.cursor)
      this.found.broken.push(`a reader at ${reader.place.cursor} was told to continue after ${told}`);
    const again = await this.reader({ seq: reader.place.seq, cursor: told ?? reader.place.cursor });
    await again.reaches(target, PATIENCE.timeout);
    this.examine(again, target);
    this.found.broken.push(...reader.faults);
    again.leave();
  }

  private examine({ faults, place }: FirehoseReader, target: number): void {
    this.found.broken.push(...faults);
    if (place.seq < target) this.found.broken.push(`a reader that continued reached event ${place.seq} of ${target}`);
  }

  private async allArrive(): Promise<void> {
    const { head } = this.firehose;
    await Promise.all(this.lively.map((reader) => reader.reaches(head, PATIENCE.timeout)));
  }

  private async judgeLively(): Promise<void> {
    await this.allArrive();
    for (const reader of this.lively) this.examine(reader, this.firehose.head);
    for (const { closed } of this.lively)
      if (closed) this.found.broken.push(`an active reader was closed with ${closed.code}`);
    for (const reader of this.lively) reader.leave();
  }

  /** This number of new readers that start at the newest event and have received one event. */
  private async latecomers(count: number): Promise<FirehoseReader[]> {
    const place = this.lively[0]?.place ?? { seq: 0, cursor: undefined };
    const readers: FirehoseReader[] = [];
    for (let some = 0; some < count; some++) readers.push(await this.reader(place));
    await this.firehose.spill(1);
    const { head } = this.firehose;
    await Promise.all(readers.map((reader) => reader.reaches(head, PATIENCE.timeout)));
    return readers;
  }

  private reader(after: Place): Promise<FirehoseReader> {
    return FirehoseReader.of(this.server.url, this.firehose.debateId, after);
  }
}
