import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Time for open requests to finish; an idle connection would otherwise be waited for without end. */
export const GRACE_MS = 2_000;

/** Takes no new requests, lets open ones finish for a moment, then closes every connection. */
export async function closeHttp(http: FastifyInstance): Promise<void> {
  const late = setTimeout(() => (http.server as Server).closeAllConnections(), GRACE_MS);
  await http.close();
  clearTimeout(late);
}
