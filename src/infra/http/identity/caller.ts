import type { FastifyInstance } from 'fastify';
import { type Actor, ANONYMOUS, type Caller } from '../../../domain/access/actor.ts';
import type { Authentication, Shown } from '../../../domain/access/authentication.ts';
import { NOT_SIGNED_IN } from '../../../domain/access/permission-checks.ts';
import { errorBody } from '../error-body.ts';
import type { Credentials } from './credentials.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
  }
}

/** Identifies the caller of each request. A request with an invalid credential is refused on every path. */
export function knowCallers(
  http: FastifyInstance,
  authentication: Pick<Authentication, 'actorOf'>,
  credentials: Credentials,
): void {
  http.decorateRequest('caller');
  http.addHook('onRequest', async (request, reply) => {
    const actor = await actorBy(credentials.shownBy(request.raw), authentication);
    if (actor) request.caller = { actor, address: credentials.addressOf(request.raw) };
    else {
      reply.code(401).header('www-authenticate', 'Bearer error="invalid_token"');
      return reply.send(errorBody(NOT_SIGNED_IN, 'UNAUTHENTICATED'));
    }
  });
}

/** The actor behind a credential; undefined when the credential is not valid. */
export async function actorBy(
  shown: Shown | undefined,
  authentication: Pick<Authentication, 'actorOf'>,
): Promise<Actor | undefined> {
  return shown === undefined ? ANONYMOUS : authentication.actorOf(shown);
}
