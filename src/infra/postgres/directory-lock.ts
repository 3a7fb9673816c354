import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CannotStart } from '../cannot-start.ts';
import { commandName } from '../process-name.ts';
import { type Hold, isHeld, takeHold } from './directory-hold.ts';

/** The note of the lock for other processes: the address of its holder. */
export interface LockNote {
  readonly pid: number;
  /** The GraphQL address of the holder; missing until it listens. */
  readonly url?: string;
  /** Whether it runs debates; a command that only reads does not. */
  readonly runsDebates?: boolean;
  /** The subcommand of the holder, such as `serve`. */
  readonly command?: string | undefined;
  /** When the holder took the directory, in ISO 8601. */
  readonly since?: string;
}

/** How long to wait for a command that holds the directory. Most commands need less than a second. */
const MAX_WAIT_MS = 10_000;
const POLL_MS = 50;

/** Held by the only process that uses a data directory: two processes on one embedded database would destroy it. */
export class DirectoryLock {
  private readonly directory: string;
  private readonly hold: Hold;
  private readonly since = new Date().toISOString();

  private constructor(directory: string, hold: Hold) {
    this.directory = directory;
    this.hold = hold;
  }

  /**
   * Creates the directory if necessary. Waits some seconds when a command holds it, and says so. Throws `CannotStart` when
   * another process still holds it, or when it cannot be written.
   */
  static async take(directory: string, onWait: (message: string) => void = () => {}): Promise<DirectoryLock> {
    const path = makeDirectory(directory);
    const hold = await holdSoon(path, onWait);
    if (hold === undefined) throw held(path);
    const lock = new DirectoryLock(path, hold);
    lock.note({ pid: process.pid });
    return lock;
  }

  /** Notes the address of the holder. */
  note(note: LockNote): void {
    try {
      const whole: LockNote = { ...note, command: commandName(), since: this.since };
      writeFileSync(notePath(this.directory), `${JSON.stringify(whole)}\n`);
    } catch (error) {
      this.hold.release();
      throw unwritable(this.directory, error);
    }
  }

  release(): void {
    rmSync(notePath(this.directory), { force: true });
    this.hold.release();
  }
}

/** The note of the holder of the directory; undefined when no process holds it. */
export async function readLockNote(directory: string): Promise<LockNote | undefined> {
  const note = readNote(directory);
  return note !== undefined && (await isHeld(realpathSync(directory))) ? note : undefined;
}

function makeDirectory(directory: string): string {
  try {
    makeWithParents(resolve(directory));
    return realpathSync(directory);
  } catch (error) {
    throw unwritable(directory, error);
  }
}

/**
 * Creates one directory at a time: with `recursive`, Node tries forever on a file system without directories, such as
 * `/proc`.
 */
function makeWithParents(directory: string): void {
  if (existsSync(directory)) return;
  makeWithParents(dirname(directory));
  mkdirSync(directory, { mode: 0o700 });
}

function readNote(directory: string): LockNote | undefined {
  try {
    return JSON.parse(readFileSync(notePath(directory), 'utf8')) as LockNote;
  } catch {
    return undefined;
  }
}

function notePath(directory: string): string {
  return join(directory, 'server.json');
}

/** The hold; undefined when another process has it, and is no command that will end soon. */
async function holdSoon(path: string, onWait: (message: string) => void): Promise<Hold | undefined> {
  const until = performance.now() + MAX_WAIT_MS;
  for (let isTold = false; ; ) {
    const hold = await takeHold(path).catch((error) => {
      throw unwritable(path, error);
    });
    const note = readNote(path);
    if (hold !== undefined || !isBrief(note) || performance.now() >= until) return hold;
    if (note !== undefined && !isTold) onWait(`Waiting for ${holderIn(note)}, which uses the data directory ${path}.`);
    isTold ||= note !== undefined;
    await wait(POLL_MS);
  }
}

/** Without a note the holder has just come, or is about to leave. */
function isBrief(note: LockNote | undefined): boolean {
  return note === undefined || (note.command !== undefined && note.command !== 'serve');
}

function holderIn({ pid, command, url, since }: LockNote): string {
  const parts = [
    `process ${pid}`,
    ...(command === undefined ? [] : [`\`aragora ${command}\``]),
    ...(url === undefined ? [] : [`listening at ${url}`]),
    ...(since === undefined ? [] : [`since ${since}`]),
  ];
  return parts.join(', ');
}

function held(directory: string): CannotStart {
  const note = readNote(directory);
  const advice = note !== undefined && isBrief(note) ? `Wait until it ends, or end it (kill ${note.pid})` : 'Stop it';
  return new CannotStart(
    `The data directory ${directory} is in use by ${note ? holderIn(note) : 'another process'}. ${advice}, or set ARAGORA_DATA_DIR to another directory.`,
  );
}

function unwritable(directory: string, error: unknown): CannotStart {
  const reason = error instanceof Error ? error.message : String(error);
  return new CannotStart(
    `The data directory ${directory} cannot be written (${reason}). Make it writable, or set ARAGORA_DATA_DIR to another one.`,
  );
}
