import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { CannotStart } from '../../infra/cannot-start.ts';
import type { Config } from '../config.ts';

type Place = Pick<Config, 'dataDir' | 'databaseUrl'>;

/** Whether there is no data yet. A command that only reads would create an empty database. */
export function hasNoData({ dataDir, databaseUrl }: Place): boolean {
  return databaseUrl === undefined && !existsSync(dataDir);
}

/** Throws `CannotStart` if there is no data yet. */
export function requireData(place: Place): void {
  if (!hasNoData(place)) return;
  throw new CannotStart(
    `There is no data directory ${resolve(place.dataDir)}. Go to the folder where a server or a debate ran, or set ARAGORA_DATA_DIR.`,
  );
}
