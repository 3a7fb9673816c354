/** The target of log lines. */
export interface LogSink {
  /** Returns the number of bytes written. Never blocks. Throws an error with a `code`: EAGAIN when there is no room now. */
  write(bytes: Uint8Array): number;
  /** Opens a file again by its name, after it was renamed. Absent when the target has no name. */
  reopen?(): void;
}

/** Why a line was dropped: the reader is too slow, or the line could not be written. */
export const DROP_REASONS = ['SLOW_READER', 'WRITE_FAILED'] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** Maximum size of lines that wait for a slow reader, in bytes. */
const MAX_WAITING_BYTES = 1024 * 1024;
const AGAIN_MS = 100;
const NEWLINE = Buffer.from('\n');

/**
 * Writes log lines. It never blocks, throws or ends the process. Lines wait for a slow reader, up to a limit. Lines that
 * cannot be written are dropped and counted, and a line says so when writing works again.
 */
export class LogOutput {
  /** Numbers of all lines dropped so far. */
  readonly dropped: Record<DropReason, number> = { SLOW_READER: 0, WRITE_FAILED: 0 };
  private readonly sink: LogSink;
  private readonly lostLine: (count: number) => string;
  private readonly waiting: Buffer[] = [];
  private waitingBytes = 0;
  /** Lines dropped since a line said so. */
  private lost = 0;
  /** Whether a part of the first waiting line was written. */
  private isPartial = false;
  /** Whether the target ends with a part of a dropped line, so that the next line needs a line break before it. */
  private isTorn = false;
  private again: NodeJS.Timeout | undefined;

  constructor(sink: LogSink, lostLine: (count: number) => string) {
    this.sink = sink;
    this.lostLine = lostLine;
  }

  write(line: string): void {
    // The length is at most the size in bytes: a huge line costs nothing.
    if (this.waitingBytes + line.length > MAX_WAITING_BYTES) this.drop('SLOW_READER');
    else this.keep(Buffer.from(line));
    if (!this.again) this.proceed();
  }

  /** Opens the target again by its name. Throws when that is impossible; then lines go to the old target. */
  reopen(): void {
    this.sink.reopen?.();
  }

  /** Writes as many waiting lines as possible before the process ends. */
  end(): void {
    clearTimeout(this.again);
    this.proceed();
  }

  private keep(bytes: Buffer): void {
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
  }

  private drop(reason: DropReason): void {
    this.dropped[reason]++;
    this.lost++;
  }

  private proceed(): void {
    for (let [next] = this.waiting; next; [next] = this.waiting) {
      try {
        if (this.isTorn) this.isTorn = this.sink.write(NEWLINE) === 0;
        const count = this.sink.write(next);
        if (count === 0) throw Object.assign(new Error('Nothing was written.'), { code: 'EAGAIN' });
        this.took(next, count);
      } catch (error) {
        if (!this.failed(next, error as NodeJS.ErrnoException)) return;
      }
    }
  }

  /** Removes the written bytes from the waiting lines. */
  private took(first: Buffer, count: number): void {
    this.waitingBytes -= count;
    this.isPartial = count < first.length;
    if (count < first.length) this.waiting[0] = first.subarray(count);
    else this.waiting.shift();
    if (count < first.length || this.lost === 0) return;
    const { lost } = this;
    this.lost = 0;
    this.keep(Buffer.from(this.lostLine(lost)));
  }

  /** Returns true when the line was dropped and the next may be tried; false when there is no room now. */
  private failed(first: Buffer, { code }: NodeJS.ErrnoException): boolean {
    if (code === 'EAGAIN' || code === 'EBUSY') {
      this.tryAgain();
      return false;
    }
    this.waiting.shift();
    this.waitingBytes -= first.length;
    this.isTorn ||= this.isPartial;
    this.isPartial = false;
    this.drop('WRITE_FAILED');
    return true;
  }

  private tryAgain(): void {
    this.again = setTimeout(() => {
      this.again = undefined;
      this.proceed();
    }, AGAIN_MS).unref();
  }
}
