import type { Socket } from 'node:net';
import type { Pool, PoolClient } from 'pg';

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

/** The driver offers no other access to the socket. */
function socketOf(client: PoolClient): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream;
}
