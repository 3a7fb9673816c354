import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { CannotStart } from '../../infra/cannot-start.ts';
import type { Config } from '../config.ts';

type Place = Pick<Config, 'dataDir' | 'databaseUrl'>;

/** Whether nothing was ever kept here: what reads would make a database to find nothing in it. */
export function hasNoData({ dataDir, databaseUrl }: Place): boolean {
  return databaseUrl === undefined && !existsSync(dataDir);
}

/** Throws `CannotStart` where nothing was ever kept. */
export function requireData(place: Place): void {
  if (!hasNoData(place)) return;
  throw new CannotStart(
    `There is no data directory ${resolve(place.dataDir)}, so nothing is kept there. Go to the folder where a server or a debate ran, or set ARAGORA_DATA_DIR.`,
  );
}
