import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** What a client gets to finish what it has begun; a connection that says nothing would be waited for without end. */
export const GRACE_MS = 2_000;

/** Takes nothing new, lets requests end for a moment, then closes what is left. */
export async function closeHttp(http: FastifyInstance): Promise<void> {
  const late = setTimeout(() => (http.server as Server).closeAllConnections(), GRACE_MS);
  await http.close();
  clearTimeout(late);
}
