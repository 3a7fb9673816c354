import { close, constants, fstatSync, openSync, write, writeSync } from 'node:fs';

/** A target of log lines. `waits`: a write may block for a reader, so it must not be done on this thread. */
export interface LogSink {
  readonly waits: boolean;
  /** Returns the number of bytes written. Throws an error with a `code`: EAGAIN when there is no room now. */
  write(bytes: Uint8Array): number;
  /** The same on another thread. */
  writeLater(bytes: Uint8Array, done: (error: NodeJS.ErrnoException | null, count: number) => void): void;
}

/** Maximum size of lines that wait for a slow reader, in bytes. */
const MAX_WAITING_BYTES = 1024 * 1024;
const AGAIN_MS = 100;

/**
 * Writes log lines. It never blocks, throws or ends the process. Lines wait for a slow reader, up to a limit. Lines that
 * cannot be written are dropped and counted, and a line says so when writing works again.
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

  /** Writes as many waiting lines as possible before the process ends. */
  end(): void {
    clearTimeout(this.again);
    // Another thread writes this line.
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

  /** Removes the written bytes from the waiting lines. */
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

  /** Returns true when the line was dropped and the next may be tried; false when there is no room now. */
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
 * Standard error. A pipe is opened a second time, only for this process, so that writes never block for its reader. When
 * that is impossible, as with a socket, another thread does the writes.
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
  throw new Error('It is another file.');
}
