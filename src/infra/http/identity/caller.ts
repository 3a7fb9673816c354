import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, ANONYMOUS, type Caller } from '../../../domain/access/actor.ts';
import type { Authentication, Shown } from '../../../domain/access/authentication.ts';
import { denialMessage, NOT_SIGNED_IN, type PermissionChecks } from '../../../domain/access/permission-checks.ts';
import type { Permission } from '../../../domain/access/permissions.ts';
import { errorBody } from '../error-body.ts';
import type { Credentials } from './credentials.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
  }
}

/** Refuses a request before its handler sees it, or lets it through. */
export type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** Tells who sends each request. One that shows a credential which is good for nothing is turned away, whatever it asks for. */
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

/** Who shows this; undefined when it is good for nothing. */
export async function actorBy(
  shown: Shown | undefined,
  authentication: Pick<Authentication, 'actorOf'>,
): Promise<Actor | undefined> {
  return shown === undefined ? ANONYMOUS : authentication.actorOf(shown);
}

/** Makes guards of routes that need a permission. */
export function guardsBy(permissions: PermissionChecks): (permission: Permission) => Guard {
  return (permission) => async (request, reply) => {
    const handler = `${request.method} ${request.routeOptions.url}`;
    const denial = permissions.denial(request.caller.actor, permission, handler);
    if (denial === undefined) return;
    return reply
      .code(denial === 'UNAUTHENTICATED' ? 401 : 403)
      .send(errorBody(denialMessage(denial, permission), denial));
  };
}
