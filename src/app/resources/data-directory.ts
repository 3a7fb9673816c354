import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CannotStart } from '../../infra/cannot-start.ts';
import { databaseDirectory } from '../../infra/postgres/database-directory.ts';
import type { Config } from '../config.ts';

type Place = Pick<Config, 'dataDir' | 'databaseUrl'>;

/** Whether there is no data yet. A command that only reads would create an empty database. */
export function hasNoData({ dataDir, databaseUrl }: Place): boolean {
  return databaseUrl === undefined && !existsSync(databaseDirectory(dataDir));
}

/** Throws `CannotStart` if there is no data yet. */
export function requireData(place: Place): void {
  if (!hasNoData(place)) return;
  const directory = resolve(place.dataDir);
  const what = existsSync(directory) ? 'no data in the directory' : 'no data directory';
  throw new CannotStart(
    `There is ${what} ${directory}. \`aragora serve\`, or a first \`aragora debate\`, creates the data here. If it is ` +
      'elsewhere, go to the folder where it was created, or set ARAGORA_DATA_DIR to its directory.',
  );
}

/** Files of a server that was started with this data directory. */
const KEY_FILES = ['encryption.key', 'receipt-signing.key', 'access-token.key'];

/** A warning when the data directory belongs to another database than that of the settings. */
export function placeWarnings({ dataDir, databaseUrl }: Place): readonly string[] {
  const directory = resolve(dataDir);
  const holdsDatabase = existsSync(databaseDirectory(dataDir));
  if (databaseUrl !== undefined && holdsDatabase)
    return [`${directory} holds an embedded database. It is not used, because DATABASE_URL is set.`];
  if (databaseUrl === undefined && !holdsDatabase && KEY_FILES.some((file) => existsSync(join(directory, file))))
    return [
      `${directory} holds keys of a server, but no database: a new, empty one is created. If the data is in PostgreSQL, set DATABASE_URL.`,
    ];
  return [];
}
