import { close, constants, fstatSync, openSync, write, writeSync } from 'node:fs';

/** A place for log lines, as Node writes to one. `waits`: a write may wait for a reader, so it must not be done at once. */
export interface LogSink {
  readonly waits: boolean;
  /** Returns how many bytes were taken. Throws with a `code`; EAGAIN when there is no room now. */
  write(bytes: Uint8Array): number;
  /** The same, elsewhere. */
  writeLater(bytes: Uint8Array, done: (error: NodeJS.ErrnoException | null, count: number) => void): void;
}

/** What may wait for a slow reader, in bytes. */
const MAX_WAITING_BYTES = 1024 * 1024;
const AGAIN_MS = 100;

/**
 * Writes log lines without ever waiting, throwing or ending the process. What the reader has no room for is kept, up to a
 * limit; what cannot be written is dropped and counted, and a line says so once writing works again.
 */
export class LogOutput {
  private readonly sink: LogSink;
  private readonly lostLine: (count: number) => string;
  private readonly waiting: Buffer[] = [];
  private waitingBytes = 0;
  private lost = 0;
  private isWriting = false;
  private again: NodeJS.Timeout | undefined;

  constructor(sink: LogSink, lostLine: (count: number) => string) {
    this.sink = sink;
    this.lostLine = lostLine;
  }

  write(line: string): void {
    const bytes = Buffer.from(line);
    if (this.waitingBytes + bytes.length > MAX_WAITING_BYTES) this.lost++;
    else this.keep(bytes);
    if (!this.isWriting && !this.again) this.proceed();
  }

  /** What waits is written as far as it can be: the process ends. */
  end(): void {
    clearTimeout(this.again);
    // Another thread is writing it.
    if (this.isWriting) this.waiting.shift();
    this.proceedNow();
  }

  private keep(bytes: Buffer): void {
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
  }

  private proceed(): void {
    if (this.sink.waits) this.proceedLater();
    else this.proceedNow();
  }

  private proceedNow(): void {
    for (let [next] = this.waiting; next; [next] = this.waiting) {
      try {
        this.took(this.sink.write(next));
      } catch (error) {
        if (!this.failed(error as NodeJS.ErrnoException)) return;
      }
    }
  }

  private proceedLater(): void {
    const [next] = this.waiting;
    if (!next) return;
    this.isWriting = true;
    this.sink.writeLater(next, (error, count) => {
      this.isWriting = false;
      if (!error) this.took(count);
      else if (!this.failed(error)) return;
      this.proceedLater();
    });
  }

  /** So much of the first line was written. */
  private took(count: number): void {
    const [first] = this.waiting;
    if (!first) return;
    this.waitingBytes -= count;
    if (count < first.length) this.waiting[0] = first.subarray(count);
    else this.waiting.shift();
    if (count < first.length || this.lost === 0) return;
    const { lost } = this;
    this.lost = 0;
    this.keep(Buffer.from(this.lostLine(lost)));
  }

  /** Whether the next line may be tried: this one is dropped. Else there is no room for now. */
  private failed({ code }: NodeJS.ErrnoException): boolean {
    if (code === 'EAGAIN' || code === 'EBUSY') {
      this.again = setTimeout(() => {
        this.again = undefined;
        this.proceed();
      }, AGAIN_MS).unref();
      return false;
    }
    this.waitingBytes -= this.waiting.shift()?.length ?? 0;
    this.lost++;
    return true;
  }
}

/**
 * Standard error. A pipe is opened once more, for this process alone, so that writing to it never waits for its reader.
 * Where that cannot be done, as with a socket, writes are left to another thread.
 */
export function standardError(): LogSink {
  const { fd, waits } = openStandardError(2);
  return {
    waits,
    write: (bytes) => writeSync(fd, bytes),
    writeLater: (bytes, done) => write(fd, bytes, (error, count) => done(error, count)),
  };
}

function openStandardError(fd: number): { readonly fd: number; readonly waits: boolean } {
  try {
    const kind = fstatSync(fd);
    if (!kind.isFIFO()) return { fd, waits: kind.isSocket() };
    return process.platform === 'linux' ? { fd: openOnceMore(fd), waits: false } : { fd, waits: true };
  } catch {
    return { fd, waits: true };
  }
}

function openOnceMore(fd: number): number {
  const own = openSync(`/dev/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_APPEND);
  const [given, opened] = [fstatSync(fd), fstatSync(own)];
  if (given.dev === opened.dev && given.ino === opened.ino) return own;
  close(own, () => {});
  throw new Error('That is another file.');
}
