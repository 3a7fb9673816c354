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
/** Whoever is not let in is told so by HTTP, whatever the answer is written in. */
const STATUSES: Readonly<Record<string, number>> = { BAD_REQUEST: 400, UNAUTHENTICATED: 401, RATE_LIMITED: 429 };
/** Mistakes of the question itself, over which GraphQL has nothing to answer. */
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

/** Answers a request of which nothing was executed. */
export function refuse(request: FastifyRequest, reply: FastifyReply, errors: readonly GraphQLError[], api: GraphqlApi) {
  const told = errors.map(toldBy(api));
  const [first] = errors;
  const status = STATUSES[String(first?.extensions.code)] ?? refusalStatus(request.headers.accept);
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  if (first) reply.headers(retryAfter(first));
  return reply
    .code(status)
    .type(mediaTypeFor(request.headers.accept) ?? JSON_TYPE)
    .send(JSON.stringify({ errors: told }));
}

/** Executes for transports that have no Apollo, and tells what it cost. */
export async function executeWithCost(operation: ReadOperation): Promise<ExecutionResult> {
  if (operation.mistakes.length > 0) return { errors: operation.mistakes };
  const result = await execute(operation);
  const { budget } = operation.contextValue;
  return budget ? { ...result, extensions: { ...result.extensions, ...costExtension(budget) } } : result;
}

/** The error of an execution as its client is told of it. */
export function toldBy({ clientError }: GraphqlApi) {
  return (error: GraphQLFormattedError): GraphQLFormattedError =>
    clientError(error instanceof GraphQLError ? error.toJSON() : error, error);
}

/** Whether an answer with this error holds a refusal of the question itself. */
export function isRefusal(code: unknown): boolean {
  return REFUSALS.includes(code);
}

/** As GraphQL over HTTP asks: older clients take any answer but 200 for one that is no GraphQL. */
export function refusalStatus(accept: string | undefined): 200 | 400 {
  return mediaTypeFor(accept) === GRAPHQL_TYPE ? 400 : 200;
}

/** What the answer of an operation says of its cost. */
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

/** What the answer is written in, chosen as Apollo chooses; undefined for whoever takes no answer of GraphQL. */
export function mediaTypeFor(accept: string | undefined): string | undefined {
  if (!accept) return JSON_TYPE;
  const known = chosen.get(accept);
  if (known !== undefined) return known.type;
  const type = new Negotiator({ headers: { accept } }).mediaType([JSON_TYPE, GRAPHQL_TYPE]);
  chosen.set(accept, { type });
  return type;
}

/** For whoever would not take the answer: before anything is done for it. */
export function refuseMediaType(reply: FastifyReply) {
  const message = 'Accept application/json or application/graphql-response+json: answers are written in nothing else.';
  return reply.code(406).type(JSON_TYPE).send(errorBody(message, 'BAD_REQUEST'));
}

/** Clients say the same each time. */
const chosen = new LRUCache<string, { readonly type: string | undefined }>({ max: 100 });
