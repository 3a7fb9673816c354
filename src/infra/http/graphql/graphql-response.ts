import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ExecutionResult, execute, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import type { Allowance, Budget } from '../../../domain/system/budget.ts';
import { errorBody } from '../error-body.ts';
import { retryAfter } from '../limits/too-much.ts';
import type { GraphqlApi } from './api.ts';
import type { ReadOperation } from './operation.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';
/** HTTP statuses of operations that are not admitted, in either media type. */
const STATUSES: Readonly<Record<string, number>> = { BAD_REQUEST: 400, UNAUTHENTICATED: 401, RATE_LIMITED: 429 };
/** Codes of request errors: nothing was executed, so the response has no data. */
const REFUSALS: readonly unknown[] = [
  'BAD_USER_INPUT',
  'COST_LIMIT_EXCEEDED',
  'DOCUMENT_NOT_TRUSTED',
  'FORBIDDEN',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'MFA_REQUIRED',
  'OPERATION_RESOLUTION_FAILURE',
  'VARIABLES_TOO_LARGE',
];

/** Refuses a request before anything is executed. */
export function refuse(request: FastifyRequest, reply: FastifyReply, errors: readonly GraphQLError[], api: GraphqlApi) {
  const told = errors.map(clientErrorOf(api));
  const [first] = errors;
  const status = STATUSES[String(first?.extensions.code)] ?? refusalStatus(request.headers.accept);
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  if (first) reply.headers(retryAfter(first));
  return reply
    .code(status)
    .type(mediaTypeFor(request.headers.accept) ?? JSON_TYPE)
    .send(JSON.stringify({ errors: told }));
}

/** Executes for transports without Apollo, and adds the cost to the result. */
export async function executeWithCost(operation: ReadOperation): Promise<ExecutionResult> {
  if (operation.mistakes.length > 0) return { errors: operation.mistakes };
  const result = await execute(operation);
  const { budget } = operation.contextValue;
  return budget ? { ...result, extensions: { ...result.extensions, ...costExtension(budget) } } : result;
}

/** Maps an error of an execution to the error that its client may see. */
export function clientErrorOf({ clientError }: GraphqlApi) {
  return (error: GraphQLFormattedError): GraphQLFormattedError =>
    clientError(error instanceof GraphQLError ? error.toJSON() : error, error);
}

/** Whether the error is a request error, as against an error of execution. */
export function isRefusal(code: unknown): boolean {
  return REFUSALS.includes(code);
}

/** As GraphQL over HTTP says: older clients read GraphQL only from a response with 200. */
export function refusalStatus(accept: string | undefined): 200 | 400 {
  return mediaTypeFor(accept) === GRAPHQL_TYPE ? 400 : 200;
}

/** The cost of an operation, as `extensions` of its result. */
export function costExtension({ cost, allowance }: Budget): Readonly<Record<string, unknown>> {
  return { cost: { points: cost, ...allowance } };
}

/** The allowance as HTTP headers. */
export function allowanceHeaders({ limit, remaining, resetAt }: Allowance): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(Math.ceil(resetAt.getTime() / 1000)),
  };
}

/** The media type of the response, chosen as Apollo chooses; undefined when the client accepts none of GraphQL. */
export function mediaTypeFor(accept: string | undefined): string | undefined {
  if (!accept) return JSON_TYPE;
  const known = chosen.get(accept);
  if (known !== undefined) return known.type;
  const type = new Negotiator({ headers: { accept } }).mediaType([JSON_TYPE, GRAPHQL_TYPE]);
  chosen.set(accept, { type });
  return type;
}

/** Refuses a client that would not accept the response, before anything is executed. */
export function refuseMediaType(reply: FastifyReply) {
  const message = 'Accept application/json or application/graphql-response+json: responses have no other type.';
  return reply.code(406).type(JSON_TYPE).send(errorBody(message, 'BAD_REQUEST'));
}

/** Clients send the same header each time. */
const chosen = new LRUCache<string, { readonly type: string | undefined }>({ max: 100 });
