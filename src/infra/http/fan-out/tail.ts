import { setTimeout as rest } from 'node:timers/promises';
import type { SharedEvent, SharedStream } from '../../../domain/events/shared-stream.ts';
import { Unavailable } from '../../../domain/shared/errors.ts';

const READ = 256;
/** Events that groups which are a little behind one another need not read again. */
const KEPT = 256;

/** Hears of what a tail reads. */
export interface Listener {
  moved(): void;
  failed(error: unknown): void;
}

/** The end of one stream as it grows: read once in this process for all who follow it. */
export class Tail {
  readonly name: string;
  /** The newest event that was read; 0 before there is one. */
  head = 0;
  /** The last event there will be; undefined while the stream goes on. */
  end: number | undefined;
  /** Resolves once `head` is known. Rejects when the stream cannot be read. */
  readonly ready: Promise<void>;
  readonly listeners = new Set<Listener>();
  /** Whether it could not be read, and so reads no more. */
  hasFailed = false;
  private readonly stream: SharedStream<unknown>;
  private readonly lookEveryMs: number;
  private recent: SharedEvent<unknown>[] = [];
  private reading: Promise<void> | undefined;
  private isRungAgain = false;
  private isStopped = false;
  private stopListening: () => void = () => {};
  private looking: NodeJS.Timeout | undefined;

  /** Looks by itself as often as `lookEveryMs`, in case notifications are lost. */
  constructor(name: string, stream: SharedStream<unknown>, lookEveryMs: number) {
    this.name = name;
    this.stream = stream;
    this.lookEveryMs = lookEveryMs;
    this.ready = this.start();
    this.ready.catch((error) => this.fail(error));
  }

  /** At least one event after `after`, at most `limit`, in order and without a gap. `after` is before the head. */
  async eventsAfter(after: number, limit: number): Promise<readonly SharedEvent<unknown>[]> {
    const most = Math.min(limit, this.head - after);
    const oldest = this.recent[0]?.seq ?? Number.POSITIVE_INFINITY;
    if (after + 1 >= oldest) return this.recent.slice(after + 1 - oldest, after + 1 - oldest + most);
    const events = await this.patiently(() => this.stream.read(after, most));
    const gap = events.findIndex(({ seq }, at) => seq !== after + 1 + at);
    if (events.length === 0 || gap === 0) throw this.missing(after + 1);
    return gap < 0 ? events : events.slice(0, gap);
  }

  /** Reads what has come. A notification during a read may be of an event that it does not see: it reads once more. */
  readonly look = (): Promise<void> => {
    if (this.reading) this.isRungAgain = true;
    this.reading ??= this.read().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  };

  stop(): void {
    this.isStopped = true;
    this.stopListening();
    clearInterval(this.looking);
  }

  private async start(): Promise<void> {
    // Before the first read, so that nothing falls in between.
    this.stopListening = this.stream.listen(() => void this.look());
    const last = await this.stream.last();
    if (last) this.take(last);
    // It may have been stopped meanwhile.
    if (!this.isStopped) this.looking = setInterval(() => void this.look(), this.lookEveryMs).unref();
  }

  private async read(): Promise<void> {
    try {
      await this.ready;
      do {
        this.isRungAgain = false;
        await this.readOn();
      } while (this.isRungAgain);
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    if (this.hasFailed) return;
    this.hasFailed = true;
    this.stop();
    for (const listener of this.listeners) listener.failed(error);
  }

  private async readOn(): Promise<void> {
    let events: readonly SharedEvent<unknown>[];
    do {
      if (this.end !== undefined) return;
      events = await this.patiently(() => this.stream.read(this.head, READ));
      for (const event of events) {
        if (event.seq !== this.head + 1) throw this.missing(this.head + 1);
        this.take(event);
      }
      if (this.recent.length > 2 * KEPT) this.recent = this.recent.slice(-KEPT);
      if (events.length > 0) for (const listener of this.listeners) listener.moved();
    } while (events.length === READ);
  }

  /** What the log answers. While it is away those who listen hear nothing, and later all of it. */
  private async patiently<T>(read: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await read();
      } catch (error) {
        if (!(error instanceof Unavailable) || this.listeners.size === 0) throw error;
      }
      await rest(this.lookEveryMs, undefined, { ref: false });
    }
  }

  private take(event: SharedEvent<unknown>): void {
    this.recent.push(event);
    this.head = event.seq;
    if (!event.isLast) return;
    this.end = event.seq;
    this.stop();
  }

  private missing(seq: number): Error {
    return new Error(`Event ${seq} of ${this.stream.key} is missing from the log.`);
  }
}
