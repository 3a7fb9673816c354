import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import cors from '@fastify/cors';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Unavailable } from '../../domain/shared/errors.ts';
import { workContext } from '../log-context.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { OperationLimits } from '../operation-deadline.ts';
import { refuseUnreadable } from './client-errors.ts';
import { limitTimes } from './deadlines.ts';
import { errorBody } from './error-body.ts';
import { withoutEmptyParameters } from './graphql/get-requests.ts';
import { JSON_TYPE, negotiateErrorTypes } from './graphql/media-type.ts';
import { faultOfHead } from './identity/fault-of-head.ts';
import { type OriginCheckOptions, originRefusal } from './identity/origin-check.ts';
import { KnownPaths } from './known-paths.ts';
import { AnonymousBodyTooLarge } from './limits/anonymous-bodies.ts';
import { checkJsonBodies } from './limits/json-bodies.ts';
import { handleInTurn } from './limits/pipelined-requests.ts';
import { securityHeaders } from './security-headers.ts';

interface HttpOptions extends OriginCheckOptions {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly maxBodyBytes: number;
  readonly operationLimits: OperationLimits;
  /** What is on this port, for the error of an unknown path. */
  readonly where: string;
}

/** How long a request may take to arrive. */
const REQUEST_TIMEOUT_MS = 60_000;
/** The same for its head alone, which is small. */
const HEADERS_TIMEOUT_MS = 10_000;
const TOO_LARGE = 'The request body is too large. Send less, or raise ARAGORA_MAX_BODY_SIZE on the server.';
/** A body is read as UTF-8, the one charset of JSON. */
const OTHER_CHARSET = /;\s*charset\s*=\s*(?!"?utf-?8"?\s*(;|$))/i;
const OTHER_MEDIA_TYPE = 'Send the body as `application/json`, in UTF-8 and not compressed.';
/** How often it is looked who is late. */
const LATE_EVERY_MS = 2_000;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const EXPOSED = ['x-request-id', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'retry-after'];

/** An HTTP server that checks origins, gives every request an id, and reports errors in the form of GraphQL errors. */
export async function createHttp({
  logger,
  metrics,
  maxBodyBytes,
  operationLimits,
  where,
  ...callers
}: HttpOptions): Promise<FastifyInstance> {
  const http = Fastify({
    bodyLimit: maxBodyBytes,
    forceCloseConnections: 'idle',
    // Fastify's response would have no code.
    return503OnClosing: false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // A client that offers HTTP/2 in passing gets HTTP/1; only WebSockets are upgraded.
    http: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: LATE_EVERY_MS,
      // Node's refusal has no body.
      requireHostHeader: false,
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    },
    frameworkErrors: (_error, _request, { raw }) => refuseAddress(raw),
    clientErrorHandler: refuseUnreadable,
    rewriteUrl: ({ url = '/' }) => withoutEmptyParameters(url),
    genReqId: ({ headers }) => given(headers['x-request-id']) ?? `req_${randomUUID()}`,
  });
  // Else it would be read as a text, and forms can send it to any origin.
  http.removeContentTypeParser('text/plain');
  http.server.on('checkExpectation', (_request, response) => refuseExpectation(response));
  handleInTurn(http);
  checkJsonBodies(http);
  negotiateErrorTypes(http);
  checkOrigins(http, callers);
  limitTimes(http, operationLimits);
  http.addHook('onResponse', (request, reply, next) => {
    logAnswer(request, reply, logger, metrics);
    next();
  });
  http.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply, logger));
  refuseWhileClosing(http);
  serveOtherMethods(http, where);
  // Of other origins only preflights come this far.
  await http.register(cors, { origin: true, methods: METHODS, exposedHeaders: EXPOSED, maxAge: 600 });
  return http;
}

/**
 * Refuses requests of foreign pages before anything is done for them. Their preflights succeed: after a failed one a browser
 * hides the reason, which names the setting.
 */
function checkOrigins(http: FastifyInstance, callers: OriginCheckOptions): void {
  const protection = securityHeaders();
  http.addHook('onRequest', (request, reply, next) => {
    reply.headers(protection).header('x-request-id', request.id);
    const fault = faultOfHead(request.raw);
    if (fault !== undefined) return reply.code(400).send(errorBody(fault, 'BAD_REQUEST'));
    if (isEncoded(request.headers) || OTHER_CHARSET.test(request.headers['content-type'] ?? ''))
      return reply.code(415).send(errorBody(OTHER_MEDIA_TYPE, 'BAD_REQUEST'));
    const reason = isPreflight(request) ? undefined : originRefusal(request.headers, callers);
    if (reason === undefined) return workContext.enter({ requestId: request.id }, next);
    const { origin } = request.headers;
    if (origin) reply.headers({ 'access-control-allow-origin': origin, vary: 'Origin' });
    return reply.code(403).send(errorBody(reason, 'FORBIDDEN'));
  });
}

/** A body in a content encoding would be read as it came: as another one than its sender meant. */
function isEncoded({ 'content-encoding': encoding }: IncomingHttpHeaders): boolean {
  return encoding !== undefined && encoding.toLowerCase() !== 'identity';
}

/** Refuses requests on connections that are still open while the server closes. */
function refuseWhileClosing(http: FastifyInstance): void {
  let isClosing = false;
  http.addHook('preClose', async () => {
    isClosing = true;
  });
  http.addHook('onRequest', (_request, reply, next) => {
    if (!isClosing) return next();
    return reply.code(503).header('connection', 'close').send(errorBody('The server is stopping.', 'UNAVAILABLE'));
  });
}

/** CORS answers preflights, and does nothing else for them. */
function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === 'OPTIONS' && Boolean(headers.origin && headers['access-control-request-method']);
}

/** Tells a wrong method (405, with `Allow`) from a wrong path (404), and answers OPTIONS. */
function serveOtherMethods(http: FastifyInstance, where: string): void {
  const paths = new KnownPaths();
  http.addHook('onRoute', ({ url, method }) => paths.add(url, [method].flat()));
  const refuse = ({ method, url }: FastifyRequest, reply: FastifyReply) => {
    const allowed = paths.allowed(url);
    // Under a wildcard a file may be missing.
    if (allowed === undefined || allowed.split(', ').includes(method))
      return reply.code(404).send(errorBody(`This port has nothing at this address. ${where}`, 'NOT_FOUND'));
    const message = `This address does not take ${method}, only ${allowed}.`;
    return reply.code(405).header('allow', allowed).send(errorBody(message, 'BAD_REQUEST'));
  };
  http.setNotFoundHandler(refuse);
  http.addHook('onRequest', (request, reply, next) => {
    if (request.method !== 'OPTIONS' || isPreflight(request)) return next();
    const allowed = paths.allowed(request.url);
    return allowed === undefined ? refuse(request, reply) : reply.code(204).header('allow', allowed).send();
  });
}

/** Node's refusal has no body. */
function refuseExpectation(response: ServerResponse): void {
  const message = 'The server meets no expectation but `100-continue`. Leave out the header expect.';
  const body = JSON.stringify(errorBody(message, 'BAD_REQUEST'));
  const length = Buffer.byteLength(body);
  response.writeHead(417, { 'content-type': JSON_TYPE, 'content-length': length }).end(body);
}

/** The address is not repeated: there may be a token in it, and clients log the errors they get. */
function refuseAddress(response: ServerResponse): void {
  const body = errorBody('The address cannot be read: it is too long, or not encoded as addresses are.', 'BAD_REQUEST');
  response.writeHead(400, { 'content-type': JSON_TYPE }).end(JSON.stringify(body));
}

/** A request id of the caller's, when it is fit for a log. */
function given(id: string | string[] | undefined): string | undefined {
  return typeof id === 'string' && /^[\w.:-]{1,128}$/.test(id) ? id : undefined;
}

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply, logger: Logger) {
  if (error instanceof Unavailable) return reply.code(503).send(errorBody(error.message, 'UNAVAILABLE'));
  const status = error.statusCode ?? 500;
  if (status === 413) return refuseBody(error, reply);
  // A path that leaves the folder of the files leads nowhere.
  if (status === 403) return reply.code(404).send(errorBody('This port has nothing at this address.', 'NOT_FOUND'));
  if (status === 415) return reply.code(415).send(errorBody(OTHER_MEDIA_TYPE, 'BAD_REQUEST'));
  if (status < 500) return reply.code(status).send(errorBody(error.message, 'BAD_REQUEST'));
  logger.error({ error, requestId: request.id }, 'A request failed');
  return reply.code(500).send(errorBody('Something went wrong inside the server.', 'INTERNAL_SERVER_ERROR'));
}

/** The connection is closed: what the client goes on to send is not read. */
function refuseBody(error: FastifyError, reply: FastifyReply) {
  const message = error instanceof AnonymousBodyTooLarge ? error.message : TOO_LARGE;
  return reply.code(413).header('connection', 'close').send(errorBody(message, 'REQUEST_TOO_LARGE'));
}

function logAnswer(request: FastifyRequest, reply: FastifyReply, logger: Logger, metrics: Metrics): void {
  const { method, routeOptions, id: requestId } = request;
  const route = routeOptions.url ?? 'none';
  const durationMs = Math.round(reply.elapsedTime);
  metrics.httpAnswered({ method, route, status: reply.statusCode }, durationMs);
  logger.debug({ requestId, method, route, status: reply.statusCode, durationMs }, 'answered');
}
