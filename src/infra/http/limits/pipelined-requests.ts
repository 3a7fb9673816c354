import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Handles the requests of a connection one after the other, each in a turn of the event loop of its own. Node reads all of
 * them at once when a client sends them without waiting for the answers, and hundreds in one turn would hold up all others.
 */
export function handleInTurn(http: FastifyInstance): void {
  /** The connections with a request at work, and the requests behind it. */
  const busy = new WeakMap<Socket, (() => void)[]>();
  const release = (socket: Socket) => {
    const next = busy.get(socket)?.shift();
    if (next) setImmediate(next);
    else busy.delete(socket);
  };
  http.addHook('onRequest', ({ raw: { socket } }, reply, next) => {
    reply.raw.once('close', () => release(socket));
    const waiting = busy.get(socket);
    // The requests behind a connection that has closed are dropped with it.
    if (waiting) return void waiting.push(next);
    busy.set(socket, []);
    next();
  });
}
