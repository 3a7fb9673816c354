import { createWriteStream, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { getHeapSnapshot } from 'node:v8';
import type { Logger } from './logger.ts';

export interface DiagnosticsOptions {
  readonly profileMs: number;
  /** Free bytes of the disk with the directory. */
  roomIn(directory: string): number;
}

/** Maximum number of files; the oldest are deleted. */
const MAX_FILES = 6;
/** A heap snapshot takes up to this many bytes on disk for each byte of the heap. */
const DISK_FACTOR = 3;

/** Writes what an operator needs to find a leak or a busy loop: a CPU profile, then a heap snapshot. */
export class Diagnostics {
  private readonly directory: string;
  private readonly logger: Pick<Logger, 'info' | 'warn'>;
  private readonly options: DiagnosticsOptions;
  private isWriting = false;

  constructor(directory: string, logger: Pick<Logger, 'info' | 'warn'>, options: Partial<DiagnosticsOptions> = {}) {
    this.directory = directory;
    this.logger = logger;
    this.options = { profileMs: 10_000, roomIn, ...options };
  }

  /** One at a time, into files that only their owner can read. Never rejects: a failure is logged. */
  async write(): Promise<void> {
    if (this.isWriting)
      return this.logger.warn('A profile or a heap snapshot is being written; the signal is ignored.');
    this.isWriting = true;
    try {
      this.makeRoom();
      const name = join(this.directory, `${new Date().toISOString().replace(/[:.]/g, '-')}-${process.pid}`);
      await this.keep(`${name}.cpuprofile`, Readable.from([JSON.stringify(await profile(this.options.profileMs))]));
      await this.keep(`${name}.heapsnapshot`, getHeapSnapshot());
    } catch (error) {
      this.logger.warn({ error }, 'The profile or the heap snapshot could not be written');
    } finally {
      this.isWriting = false;
    }
  }

  private async keep(file: string, content: Readable): Promise<void> {
    try {
      await pipeline(content, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    } catch (error) {
      // Half a file cannot be read, and takes room.
      rmSync(file, { force: true });
      throw error;
    }
    this.logger.info({ file }, 'Written for the operator. It may hold secrets.');
  }

  private makeRoom(): void {
    mkdirSync(this.directory, { recursive: true, mode: 0o700 });
    const files = readdirSync(this.directory).sort();
    for (const file of files.slice(0, Math.max(0, files.length - (MAX_FILES - 2)))) rmSync(join(this.directory, file));
    const needed = process.memoryUsage().heapUsed * DISK_FACTOR;
    if (this.options.roomIn(this.directory) < needed)
      throw new Error(`${this.directory} has less room than the ${needed} bytes needed.`);
  }
}

function roomIn(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}

async function profile(ms: number): Promise<Profiler.Profile> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.start');
    await wait(ms);
    return (await session.post('Profiler.stop')).profile;
  } finally {
    session.disconnect();
  }
}
