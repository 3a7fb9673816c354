import { cpSync, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The environment variable with the folder that the processes of one test run share. */
const FOLDER = 'TEST_PREPARED_FOLDER';

/** Creates a folder for one test run. Returns a function that removes it. */
export async function sharePrepared(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'aragora-prepared-'));
  process.env[FOLDER] = folder;
  return () => rm(folder, { recursive: true, force: true });
}

/**
 * Copies a new embedded database with all tables into this data directory, unless it has one. Creating it for every server
 * would take most of the time of the tests. Outside a test run this does nothing.
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
  // Only one process needs this module, and it loads half of the program.
  const { makeDatabase } = await import('./make-database.ts');
  const making = await mkdtemp(`${prepared}-`);
  await makeDatabase(making);
  await rename(join(making, 'database'), prepared).catch((error: NodeJS.ErrnoException) => {
    // Another process was faster. The own copy is removed with the folder.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}
