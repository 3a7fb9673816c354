import type { FastifyInstance } from 'fastify';
import { type Actor, ANONYMOUS, type Caller } from '../../../domain/access/actor.ts';
import type { Authentication, Shown } from '../../../domain/access/authentication.ts';
import { NOT_SIGNED_IN } from '../../../domain/access/permission-checks.ts';
import { Unavailable } from '../../../domain/shared/errors.ts';
import { errorBody } from '../error-body.ts';
import type { Credentials } from './credentials.ts';

const IDENTIFIED_WITHIN_MS = 1_000;

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
    const known = actorBy(credentials.shownBy(request.raw), authentication);
    const actor = await (request.routeOptions.config.isUncounted ? orAnonymous(known) : known);
    if (actor) request.caller = { actor, address: credentials.addressOf(request.raw) };
    else {
      reply.code(401).header('www-authenticate', 'Bearer error="invalid_token"');
      return reply.send(errorBody(NOT_SIGNED_IN, 'UNAUTHENTICATED'));
    }
  });
}

/** Monitoring does not wait for the database that it monitors: a caller that cannot be identified at once stays unknown. */
async function orAnonymous(known: Promise<Actor | undefined>): Promise<Actor | undefined> {
  const late = Promise.withResolvers<Actor>();
  const timer = setTimeout(() => late.resolve(ANONYMOUS), IDENTIFIED_WITHIN_MS);
  const actor = known.catch((error) => {
    if (error instanceof Unavailable) return ANONYMOUS;
    throw error;
  });
  return Promise.race([actor, late.promise]).finally(() => clearTimeout(timer));
}

/** The actor behind a credential; undefined when the credential is not valid. */
export async function actorBy(
  shown: Shown | undefined,
  authentication: Pick<Authentication, 'actorOf'>,
): Promise<Actor | undefined> {
  return shown === undefined ? ANONYMOUS : authentication.actorOf(shown);
}
