import type { Pool, PoolClient } from 'pg';

/** A holder that has not returned an ended connection after this time will not return it any more. */
const GRACE_MS = 100;

/**
 * Takes connections out of the pool that ended inside a transaction. Kysely gives a connection back after `rollback`, and
 * on an ended one that fails: without this a restart of the server would leave the pool full of nothing, for ever.
 */
export function dropLostConnections(pool: Pool): void {
  const taken = new Set<PoolClient>();
  pool.on('acquire', (client) => taken.add(client));
  pool.on('release', (_, client) => taken.delete(client));
  pool.on('connect', (client) => {
    client.once('end', () => {
      setTimeout(() => taken.has(client) && client.release(true), GRACE_MS).unref();
    });
  });
}
