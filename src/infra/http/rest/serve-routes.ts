import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { denialMessage } from '../../../domain/access/permission-checks.ts';
import { isStepUp } from '../../../domain/access/sign-in/step-up.ts';
import type { RateLimits } from '../../rate-limits/rate-limits.ts';
import { allowanceHeaders } from '../graphql/graphql-response.ts';
import { streamWork } from '../limits/stream-work.ts';
import { tooMuch } from '../limits/too-much.ts';
import { checkedValue, refuseBody } from './request-values.ts';
import { sendErrors, sendThrown } from './rest-errors.ts';
import type { CallRoute, OperationRoute, RestRequest, Route } from './route.ts';
import { type Exchange, type OperationPorts, refuseKeyUnless, runOperation } from './run-operation.ts';
import { ResponseSender } from './send-response.ts';

export interface RestPorts extends OperationPorts {
  readonly rateLimits: RateLimits;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether requests without a credential are not counted. */
    isUncounted?: boolean;
  }
}

/** Points of a request that is denied before its operation is read. */
const DENIED_POINTS = 1;

/**
 * Serves the REST table. Every route goes the way of a GraphQL operation: identity (known by now), permission, points, the
 * values, then the work.
 */
export function serveRoutes(http: FastifyInstance, routes: readonly Route[], ports: RestPorts): void {
  const sender = new ResponseSender(ports.api);
  for (const row of routes) {
    const { headers = {} } = row;
    http.route({
      method: row.method,
      url: row.path,
      exposeHeadRoute: row.head !== 'REFUSED',
      config: { isUncounted: 'points' in row && row.points === 0 },
      onRequest: (request, reply) => admit(row, request, reply, ports),
      // Also on what a hook refuses before this route is asked.
      onSend: (_request, reply, _payload, next) => {
        reply.headers(headers);
        next();
      },
      handler: (request, reply) => handle(row, { request, reply }, ports, sender),
    });
  }
}

/** Takes the points of the request, and refuses it before its body is read where its caller may not send it. */
async function admit(row: Route, request: FastifyRequest, reply: FastifyReply, { api, rateLimits }: RestPorts) {
  const { caller, method } = request;
  const { permission } = row;
  const denial = permission === 'public' ? undefined : api.denial(caller.actor, permission, `${method} ${row.path}`);
  if (denial !== 'UNAUTHENTICATED') {
    const points = 'points' in row ? row.points : denial ? DENIED_POINTS : 0;
    const taken = points === 0 ? undefined : await rateLimits.forCaller(caller, points);
    if (taken) reply.headers(allowanceHeaders(taken.allowance));
    if (taken?.isRefused) return sendErrors(reply, [tooMuch(taken.allowance.resetAt)], api);
  }
  if (denial === undefined || permission === 'public') return undefined;
  const error = new GraphQLError(denialMessage(denial, permission, caller.actor), {
    extensions: { code: denial, permission },
  });
  return sendErrors(reply, [error], api);
}

async function handle(row: Route, exchange: Exchange, ports: RestPorts, sender: ResponseSender) {
  const { request, reply } = exchange;
  // A GET with an effect is no place for HEAD.
  if (row.method !== 'GET' || row.head === 'REFUSED') request.deadline.forMutation();
  try {
    const response = await respond(row, exchange, ports);
    return response === undefined ? reply : await sender.send(exchange, response);
  } catch (error) {
    return sendThrown(reply, error, ports.api);
  }
}

async function respond(row: Route, exchange: Exchange, ports: RestPorts) {
  const request = readRequest(row, exchange, ports);
  // An operation asks for its proof itself.
  if (isOperation(row)) return runOperation(row, request, exchange, ports);
  const { proof = 'NONE' } = row;
  if (isStepUp(proof)) await ports.api.requireProof(request.actor, proof);
  return callOnce(row, request, exchange);
}

function isOperation(row: Route): row is OperationRoute {
  return 'operation' in row;
}

/** A call keeps no result under a key. GET, PUT and DELETE can be repeated without one. */
function callOnce(row: CallRoute, request: RestRequest, { request: { headers } }: Exchange) {
  if (headers['idempotency-key'] !== undefined) refuseKeyUnless(row.method !== 'POST' && row.method !== 'PATCH');
  return row.call(request);
}

/** The request with its values checked. Throws a `UserError` for what does not fit. */
function readRequest({ params, query, body }: Route, { request: raw, reply }: Exchange, { rateLimits }: RestPorts) {
  const { url, caller, headers, method } = raw;
  // Fastify reads no body of these.
  if (method === 'GET' || method === 'HEAD') refuseBody(headers);
  const searchAt = url.indexOf('?');
  const request: RestRequest = {
    actor: caller.actor,
    address: caller.address,
    params: checkedValue(params, raw.params, 'path'),
    query: checkedValue(query, raw.query, 'query'),
    body: checkedValue(body, raw.body, 'body'),
    search: searchAt < 0 ? '' : url.slice(searchAt),
    cookie: headers.cookie,
    work: streamWork(rateLimits, caller, reply.raw),
  };
  return request;
}
