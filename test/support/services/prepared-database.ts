import { cpSync, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names the folder in which the processes of one run of the tests share what they made ready. */
const FOLDER = 'TEST_PREPARED_FOLDER';

/** A folder to share for the time of one run; answers how it is taken away. */
export async function sharePrepared(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'aragora-prepared-'));
  process.env[FOLDER] = folder;
  return () => rm(folder, { recursive: true, force: true });
}

/**
 * Puts a new embedded database with all its tables where a server with this data directory looks for it, unless there is
 * one: to make it anew for every server would take most of the tests' time. Outside of a run it does nothing.
 */
export async function prepareDatabase(dataDir: string): Promise<void> {
  const folder = process.env[FOLDER];
  const database = join(dataDir, 'database');
  if (folder === undefined || existsSync(database)) return;
  const prepared = join(folder, 'database');
  if (!existsSync(prepared)) await make(prepared);
  await mkdir(dataDir, { recursive: true });
  cpSync(prepared, database, { recursive: true });
}

async function make(prepared: string): Promise<void> {
  // Loaded by the one process that needs it: it is half of the program.
  const { makeDatabase } = await import('./make-database.ts');
  const making = await mkdtemp(`${prepared}-`);
  await makeDatabase(making);
  await rename(join(making, 'database'), prepared).catch((error: NodeJS.ErrnoException) => {
    // Another process was first; its own goes with the folder.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}
