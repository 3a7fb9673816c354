import type { FastifyReply } from 'fastify';
import { GraphQLError } from 'graphql';

/** Nobody knows when one of them is closed; whoever comes again and again meanwhile is counted for it. */
const LOOK_AGAIN_SECONDS = 10;
const TOO_MANY_CONNECTIONS =
  'This address has as many connections open as one may. Close some, or raise ARAGORA_MAX_SOCKETS_PER_ADDRESS.';

/** The refusal of whoever has taken all there was until then. */
export function tooMuch(resetAt: Date): GraphQLError {
  const seconds = Math.max(1, Math.ceil((resetAt.getTime() - Date.now()) / 1000));
  return rateLimited(`Too much at once. Try again in ${seconds} s.`, seconds);
}

/** The refusal of an address that holds as many connections as it may. */
export function tooManyConnections(): GraphQLError {
  return rateLimited(TOO_MANY_CONNECTIONS, LOOK_AGAIN_SECONDS);
}

/** What such a refusal, and no other, says besides in the head of an HTTP answer: when to come back. */
export function retryAfter({ extensions }: GraphQLError): Readonly<Record<string, string>> {
  const { retryAfterSeconds } = extensions;
  return retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
}

/** Answers such a refusal before GraphQL is asked. */
export function turnBack(reply: FastifyReply, refusal: GraphQLError) {
  return reply
    .code(429)
    .headers(retryAfter(refusal))
    .send({ errors: [refusal] });
}

function rateLimited(message: string, retryAfterSeconds: number): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'RATE_LIMITED', retryAfterSeconds } });
}
