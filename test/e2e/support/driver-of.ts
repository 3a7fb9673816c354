import { asAdmin } from '../../support/services/databases.ts';
import type { Served } from './served.ts';

/** Returns the server that runs the debate, and the one that does not. */
export async function driverOf(database: string, id: string, servers: readonly Served[]): Promise<[Served, Served]> {
  const [row] = (await asAdmin(database, 'select lease_holder from debates where id = $1', [id])) as {
    lease_holder: string;
  }[];
  const driver = servers.find(({ pid }) => row?.lease_holder.includes(`:${pid}:`));
  const watcher = servers.find((server) => server !== driver);
  if (!driver || !watcher) throw new Error(`${id} is held by ${row?.lease_holder}.`);
  return [driver, watcher];
}
