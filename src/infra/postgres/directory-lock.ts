import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { CannotStart } from '../cannot-start.ts';

/** What the lock tells others: where its holder can be spoken to. */
export interface LockNote {
  readonly pid: number;
  /** The GraphQL address of the holder; missing until it listens. */
  readonly url?: string;
}

/**
 * Held by the one process that uses a data directory; two on one embedded database would destroy it. On Linux the proof
 * is an abstract socket, which the kernel frees at the death of its owner, however it dies. Elsewhere it is the process
 * id in the note.
 */
export class DirectoryLock {
  private readonly directory: string;
  private readonly proof: Server | undefined;

  private constructor(directory: string, proof: Server | undefined) {
    this.directory = directory;
    this.proof = proof;
  }

  /** Makes the directory if need be. Throws `CannotStart` when it is held by another process or cannot be written. */
  static async take(directory: string): Promise<DirectoryLock> {
    const path = makeDirectory(directory);
    const proof = process.platform === 'linux' ? await bind(nameOf(path)) : undefined;
    if (proof === null || (proof === undefined && aliveNote(path))) throw held(path);
    const lock = new DirectoryLock(path, proof);
    lock.note({ pid: process.pid });
    return lock;
  }

  /** Says where the holder listens. */
  note(note: LockNote): void {
    try {
      writeFileSync(notePath(this.directory), `${JSON.stringify(note)}\n`);
    } catch (error) {
      this.proof?.close();
      throw unwritable(this.directory, error);
    }
  }

  release(): void {
    rmSync(notePath(this.directory), { force: true });
    this.proof?.close();
  }
}

/** What the holder of the directory has noted; undefined when nobody holds it. */
export async function readLockNote(directory: string): Promise<LockNote | undefined> {
  const note = readNote(directory);
  if (note === undefined) return undefined;
  const isHeld = process.platform === 'linux' ? await answers(nameOf(realpathSync(directory))) : aliveNote(directory);
  return isHeld ? note : undefined;
}

function makeDirectory(directory: string): string {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return realpathSync(directory);
  } catch (error) {
    throw unwritable(directory, error);
  }
}

/** The listening socket, or null when its name is taken. */
function bind(name: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen(name, () => resolve(server.unref()));
  });
}

function answers(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(name, () => resolve(true)).on('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });
}

function aliveNote(directory: string): boolean {
  const pid = readNote(directory)?.pid;
  if (pid === undefined || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
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

/** The name of the abstract socket that stands for a directory. */
function nameOf(path: string): string {
  return `\0aragora-${createHash('sha256').update(path).digest('hex').slice(0, 40)}`;
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
