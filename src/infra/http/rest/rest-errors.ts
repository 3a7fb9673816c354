import type { FastifyReply } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { UserError, type UserErrorDetail } from '../../../domain/shared/errors.ts';
import { restError } from '../error-body.ts';
import type { GraphqlApi } from '../graphql/api.ts';
import { clientErrorOf } from '../graphql/graphql-response.ts';
import { retryAfter } from '../limits/too-much.ts';

/** The status of each code; any other is a mistake in the request. */
const STATUSES: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  SIGN_IN_REFUSED: 401,
  MFA_CODE_REQUIRED: 401,
  FORBIDDEN: 403,
  MFA_REQUIRED: 403,
  STEP_UP_REQUIRED: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  IDEMPOTENCY_MISMATCH: 422,
  QUOTA_EXCEEDED: 429,
  RATE_LIMITED: 429,
  TOO_MANY_ATTEMPTS: 429,
  INTERNAL_SERVER_ERROR: 500,
  UNAVAILABLE: 503,
};
const BAD_REQUEST = 400;

/** Sends errors as GraphQL would tell them, with the status of the first. */
export function sendErrors(
  reply: FastifyReply,
  errors: readonly (GraphQLError | GraphQLFormattedError)[],
  api: GraphqlApi,
) {
  const [first] = errors;
  if (first instanceof GraphQLError) reply.headers(retryAfter(first));
  return send(
    reply,
    errors.map(clientErrorOf(api)).map(({ message, extensions = {} }) => ({ message, extensions })),
  );
}

/** Sends the mistakes of a caller: `userErrors` of a mutation, or what the schemas of a route refuse. */
export function sendUserErrors(reply: FastifyReply, details: readonly UserErrorDetail[]) {
  return send(
    reply,
    details.map(({ code, field, message }) => restError(message, code, field)),
  );
}

/** Sends what a route threw. What is no mistake of the caller is reported, and told by its error id alone. */
export function sendThrown(reply: FastifyReply, thrown: unknown, api: GraphqlApi) {
  if (thrown instanceof UserError) return sendUserErrors(reply, thrown.details);
  const originalError = thrown instanceof Error ? thrown : new Error(String(thrown));
  return sendErrors(reply, [new GraphQLError(originalError.message, { originalError })], api);
}

interface Told {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

function send(reply: FastifyReply, errors: readonly Told[]) {
  const status = STATUSES[String(errors[0]?.extensions.code)] ?? BAD_REQUEST;
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify({ errors }));
}
