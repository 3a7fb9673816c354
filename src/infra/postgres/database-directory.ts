import { join } from 'node:path';

/** The directory of the embedded database in the data directory. */
export function databaseDirectory(dataDirectory: string): string {
  return join(dataDirectory, 'database');
}
