import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CannotStart } from '../cannot-start.ts';
import { type Hold, isHeld, takeHold } from './directory-hold.ts';

/** The note of the lock for other processes: the address of its holder. */
export interface LockNote {
  readonly pid: number;
  /** The GraphQL address of the holder; missing until it listens. */
  readonly url?: string;
  /** Whether it runs debates; a command that only reads does not. */
  readonly runsDebates?: boolean;
}

/** Held by the only process that uses a data directory: two processes on one embedded database would destroy it. */
export class DirectoryLock {
  private readonly directory: string;
  private readonly hold: Hold;

  private constructor(directory: string, hold: Hold) {
    this.directory = directory;
    this.hold = hold;
  }

  /**
   * Creates the directory if necessary. Throws `CannotStart` when another process holds it, or when it cannot be
   * written.
   */
  static async take(directory: string): Promise<DirectoryLock> {
    const path = makeDirectory(directory);
    const hold = await takeHold(path).catch((error) => {
      throw unwritable(path, error);
    });
    if (hold === undefined) throw held(path);
    const lock = new DirectoryLock(path, hold);
    lock.note({ pid: process.pid });
    return lock;
  }

  /** Notes the address of the holder. */
  note(note: LockNote): void {
    try {
      writeFileSync(notePath(this.directory), `${JSON.stringify(note)}\n`);
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

function held(directory: string): CannotStart {
  const note = readNote(directory);
  const holder = note ? `process ${note.pid}${note.url ? `, listening at ${note.url}` : ''}` : 'another process';
  return new CannotStart(
    `The data directory ${directory} is in use by ${holder}. Stop it, or set ARAGORA_DATA_DIR to another directory.`,
  );
}

function unwritable(directory: string, error: unknown): CannotStart {
  const reason = error instanceof Error ? error.message : String(error);
  return new CannotStart(
    `The data directory ${directory} cannot be written (${reason}). Make it writable, or set ARAGORA_DATA_DIR to another one.`,
  );
}
