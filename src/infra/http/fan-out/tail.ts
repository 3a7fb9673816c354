import type { SharedEvent, SharedStream } from '../../../domain/events/shared-stream.ts';

/** A bell that is lost delays an event by no more than this. */
const LOOK_EVERY_MS = 1_000;
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
  private recent: SharedEvent<unknown>[] = [];
  private reading: Promise<void> | undefined;
  private isRungAgain = false;
  private stopListening: () => void = () => {};
  private looking: NodeJS.Timeout | undefined;

  constructor(stream: SharedStream<unknown>) {
    this.stream = stream;
    this.ready = this.start();
    // Whoever waits for it hears of it.
    this.ready.catch(() => {});
  }

  /** Events after `after` up to the head, in order. */
  async eventsAfter(after: number, limit: number): Promise<readonly SharedEvent<unknown>[]> {
    const most = Math.min(limit, this.head - after);
    const oldest = this.recent[0]?.seq ?? Number.POSITIVE_INFINITY;
    if (after + 1 >= oldest) return this.recent.slice(after + 1 - oldest, after + 1 - oldest + most);
    const events = await this.stream.read(after, most);
    if (events.length < most) throw new Error(`Events after ${after} of ${this.stream.key} are missing from the log.`);
    return events;
  }

  /** Reads what has come. A ring during a read may be of something that it does not see: it reads once more. */
  readonly look = (): Promise<void> => {
    if (this.reading) this.isRungAgain = true;
    this.reading ??= this.read().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  };

  /** Names the stream. */
  get key(): string {
    return this.stream.key;
  }

  stop(): void {
    this.stopListening();
    clearInterval(this.looking);
  }

  private async start(): Promise<void> {
    // Before the first read, so that nothing falls in between.
    this.stopListening = this.stream.listen(() => void this.look());
    const last = await this.stream.last();
    if (last) this.take(last);
    if (this.end === undefined) this.looking = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  private async read(): Promise<void> {
    try {
      await this.ready;
      do {
        this.isRungAgain = false;
        await this.readOn();
      } while (this.isRungAgain);
    } catch (error) {
      this.hasFailed = true;
      this.stop();
      for (const listener of this.listeners) listener.failed(error);
    }
  }

  private async readOn(): Promise<void> {
    let events: readonly SharedEvent<unknown>[];
    do {
      if (this.end !== undefined) return;
      events = await this.stream.read(this.head, READ);
      for (const event of events) {
        if (event.seq !== this.head + 1) throw new Error(`Event ${this.head + 1} of ${this.stream.key} is missing.`);
        this.take(event);
      }
      if (this.recent.length > 2 * KEPT) this.recent = this.recent.slice(-KEPT);
      if (events.length > 0) for (const listener of this.listeners) listener.moved();
    } while (events.length === READ);
  }

  private take(event: SharedEvent<unknown>): void {
    this.recent.push(event);
    this.head = event.seq;
    if (!event.isLast) return;
    this.end = event.seq;
    this.stop();
  }
}
