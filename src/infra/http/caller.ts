import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, ANONYMOUS, type Caller } from '../../domain/access/actor.ts';
import type { Authentication } from '../../domain/access/authentication.ts';
import { denialMessage, NOT_SIGNED_IN, type PermissionChecks } from '../../domain/access/permission-checks.ts';
import type { Permission } from '../../domain/access/permissions.ts';
import { errorBody } from './error-body.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
  }
}

/** Refuses a request before its handler sees it, or lets it through. */
export type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** Tells who sends each request. One that shows a credential which is good for nothing is turned away, whatever it asks for. */
export function knowCallers(http: FastifyInstance, authentication: Authentication): void {
  http.decorateRequest('caller');
  http.addHook('onRequest', async (request, reply) => {
    const address = request.ip || null;
    const actor = await actorIn(authorizationOf(request.raw), address, authentication);
    if (actor) request.caller = { actor, address };
    else return reply.code(401).header('www-authenticate', 'Bearer').send(errorBody(NOT_SIGNED_IN, 'UNAUTHENTICATED'));
  });
}

/** The header as it came. Node keeps the first of two, a proxy perhaps the last: two of them together are good for nothing. */
export function authorizationOf({ headersDistinct }: Pick<IncomingMessage, 'headersDistinct'>): string | undefined {
  return headersDistinct.authorization?.join(', ');
}

/** Who shows this header; undefined when it is good for nothing. */
export async function actorIn(
  authorization: string | undefined,
  address: string | null,
  authentication: Pick<Authentication, 'actorOf'>,
): Promise<Actor | undefined> {
  if (authorization === undefined) return ANONYMOUS;
  const bearer = /^Bearer ([\x21-\x7e]{1,8192})$/i.exec(authorization)?.[1];
  return bearer === undefined ? undefined : authentication.actorOf({ bearer, address });
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
