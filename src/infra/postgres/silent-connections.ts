import type { Pool, PoolClient } from 'pg';
import { socketOf } from './session-client.ts';

/**
 * Ends connections in use after a period without traffic. A server that is frozen, or behind a network that drops all
 * packets, cannot time a statement out, and callers would wait for it forever.
 */
export function endSilentConnections(pool: Pool, silenceMs: number): void {
  const taken = new Set<PoolClient>();
  pool.on('acquire', (client) => taken.add(client));
  pool.on('release', (_, client) => taken.delete(client));
  pool.on('connect', (client) => {
    const socket = socketOf(client);
    socket.setTimeout(silenceMs);
    socket.on('timeout', () => {
      if (taken.has(client)) socket.destroy();
    });
  });
}
