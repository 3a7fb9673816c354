import type { Pool, PoolClient } from 'pg';

/** A holder that has not returned an ended connection after this time will not return it any more. */
const GRACE_MS = 100;

/**
 * Removes connections from the pool that ended inside a transaction. Kysely returns a connection to the pool after
 * `rollback`, which fails on an ended connection. Without this function, a restart of the server would fill the pool
 * with ended connections forever.
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
