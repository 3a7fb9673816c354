import { outsideWork } from './log-context.ts';

/** The arguments of one log call: details and a message, or only a message. */
export type LogCall = readonly [details: object, message: string];

interface Repeated {
  /** Writes the summary, in the same way as the first line. */
  readonly write: (call: LogCall) => void;
  latest: LogCall;
  count: number;
  sinceMs: number;
}

/** A line that repeats is summarised at this interval. */
const INTERVAL_MS = 60_000;
const MAX_KEYS = 1_000;
const MAX_KEY_LENGTH = 300;
const MAY_DIFFER = new Set(['requestId', 'userId']);

/**
 * Summarises warnings and errors that repeat: the first one is written at once, the others become one line for each
 * interval, with their number and the details of the latest one. Two lines are equal when all their texts are: the message,
 * the code of the error, and ids such as that of a debate. Numbers, users and request ids may differ.
 */
export class LogRepeats {
  private readonly known = new Map<string, Repeated>();
  private timer: NodeJS.Timeout | undefined;

  /** Writes the call, or only counts it. */
  log(level: number, call: LogCall, write: Repeated['write']): void {
    const key = keyOf(level, call);
    const known = this.known.get(key);
    if (known) {
      known.count++;
      known.latest = call;
      return;
    }
    write(call);
    this.makeRoom();
    this.known.set(key, { write, latest: call, count: 0, sinceMs: performance.now() });
    this.timer ??= this.summariseLater();
  }

  /** Writes what was counted, before the process ends. */
  end(): void {
    clearTimeout(this.timer);
    for (const repeated of this.known.values()) summary(repeated);
    this.known.clear();
  }

  /** Forgets lines that were not repeated. */
  private summarise(): void {
    this.timer = undefined;
    for (const [key, repeated] of this.known) if (!summary(repeated)) this.known.delete(key);
    if (this.known.size > 0) this.timer = this.summariseLater();
  }

  private summariseLater(): NodeJS.Timeout {
    return outsideWork(() => setTimeout(() => this.summarise(), INTERVAL_MS).unref());
  }

  /** Forgets the oldest line, if too many are known. */
  private makeRoom(): void {
    const [oldest] = this.known.size >= MAX_KEYS ? this.known : [];
    if (!oldest) return;
    this.known.delete(oldest[0]);
    summary(oldest[1]);
  }
}

/** Returns whether there was anything to write. */
function summary(repeated: Repeated): boolean {
  const { write, latest, count, sinceMs } = repeated;
  if (count === 0) return false;
  const seconds = Math.max(1, Math.round((performance.now() - sinceMs) / 1000));
  repeated.count = 0;
  repeated.sinceMs = performance.now();
  const [details, message] = latest;
  const text = `${message} … ${count === 1 ? 'once' : `${count} times`} in the last ${seconds} s`;
  outsideWork(() => write([{ ...details, repeated: count, seconds }, text]));
  return true;
}

function keyOf(level: number, [details, message]: LogCall): string {
  const texts = Object.entries(details).flatMap(([name, value]) => {
    if (value instanceof Error) return [name, codeOf(value)];
    return typeof value === 'string' && !MAY_DIFFER.has(name) ? [name, value] : [];
  });
  return [String(level), message, ...texts].map((text) => text.slice(0, MAX_KEY_LENGTH)).join('\n');
}

function codeOf(error: Error): string {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' || typeof code === 'number' ? String(code) : `${error.name}: ${error.message}`;
}
