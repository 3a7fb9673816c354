import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ExecutionResult, execute, GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Allowance, Budget } from '../../../domain/system/budget.ts';
import { workContext } from '../../log-context.ts';
import { errorBody } from '../error-body.ts';
import { bounded } from '../limits/answer-size.ts';
import { retryAfter } from '../limits/too-much.ts';
import type { GraphqlApi } from './api.ts';
import { JSON_TYPE, mediaTypeFor, refusalStatus } from './media-type.ts';
import type { ReadOperation } from './operation.ts';
import { namesOf } from './operation-names.ts';

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
export async function executeWithCost(operation: ReadOperation, api: GraphqlApi): Promise<ExecutionResult> {
  if (operation.mistakes.length > 0) return { errors: operation.mistakes };
  const executed = await workContext.extend(namesOf(operation), () => execute(operation));
  const result = bounded(executed, api.maxAnswerBytes);
  const { budget } = operation.contextValue;
  return budget ? { ...result, extensions: { ...result.extensions, ...costExtension(budget) } } : result;
}

/** The result of an event as it is sent to one subscriber; undefined when that is the result itself. */
export function eventResult(result: ExecutionResult, api: GraphqlApi) {
  const sent = bounded(result, api.maxAnswerBytes);
  return sent.errors ? { ...sent, errors: sent.errors.map(clientErrorOf(api)) } : undefined;
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

/** Refuses a client that would not accept the response, before anything is executed. */
export function refuseMediaType(reply: FastifyReply) {
  const message = 'Accept application/json or application/graphql-response+json: responses have no other type.';
  return reply.code(406).send(errorBody(message, 'BAD_REQUEST'));
}
