import type { Socket } from 'node:net';
import type { Pool, PoolClient } from 'pg';

/**
 * Ends connections in use on which nothing has come or gone for so long. A server that is frozen, or behind a network that
 * swallows everything, would otherwise be waited for without end: it cannot time a statement out.
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

/** The driver has no other name for it. */
function socketOf(client: PoolClient): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream;
}
