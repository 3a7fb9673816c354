import type { FastifyReply } from 'fastify';
import { GraphQLError } from 'graphql';

/** A guess: when a connection of the address will close is not known. */
const RETRY_SECONDS = 10;
const TOO_MANY_CONNECTIONS =
  'This address has as many connections open as one may. Close some, or raise ARAGORA_MAX_SOCKETS_PER_ADDRESS.';

/** The error of a caller that has used its budget up. */
export function tooMuch(resetAt: Date): GraphQLError {
  const seconds = Math.max(1, Math.ceil((resetAt.getTime() - Date.now()) / 1000));
  return rateLimited(`Too much at once. Try again in ${seconds} s.`, seconds);
}

/** The error of an address with as many connections as it may have. */
export function tooManyConnections(): GraphQLError {
  return rateLimited(TOO_MANY_CONNECTIONS, RETRY_SECONDS);
}

/** The error of an address that reads as many texts as it may. */
export function tooManyTexts(): GraphQLError {
  return rateLimited('This address reads as many texts as one may at a time. Wait until one has ended.', RETRY_SECONDS);
}

/** The `Retry-After` header of such an error; none for any other. */
export function retryAfter({ extensions }: GraphQLError): Readonly<Record<string, string>> {
  const { retryAfterSeconds } = extensions;
  return retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
}

/** Sends such an error before GraphQL is involved. */
export function sendTooMuch(reply: FastifyReply, refusal: GraphQLError) {
  return reply
    .code(429)
    .headers(retryAfter(refusal))
    .send({ errors: [refusal] });
}

function rateLimited(message: string, retryAfterSeconds: number): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'RATE_LIMITED', retryAfterSeconds } });
}
