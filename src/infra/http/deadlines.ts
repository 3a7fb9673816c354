import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { OperationDeadline, type OperationLimits } from '../operation-deadline.ts';
import { errorBody } from './error-body.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** How long the server may still work for the request. */
    deadline: OperationDeadline;
    /** From now on the route itself tells its client when it is late. */
    tellLateItself(): void;
  }
}

/** Monitoring has shorter deadlines of its own for everything it reads. */
const MONITORING: OperationLimits = { queryMs: 5_000, mutationMs: 5_000 };

/**
 * Answers every request in time, with 503 if need be. The time in which the client sends its body, and in which it reads
 * what it was sent, does not count. Comes before everything that may wait.
 */
export function limitTimes(http: FastifyInstance, limits: OperationLimits): void {
  http.decorateRequest('deadline');
  http.decorateRequest('tellLateItself');
  http.addHook('onRequest', (request, reply, next) => {
    const deadline = new OperationDeadline(request.routeOptions.config.isUncounted ? MONITORING : limits);
    request.deadline = deadline;
    request.tellLateItself = deadline.onLate(() => refuseLate(request, reply));
    reply.raw.once('close', () => deadline.end());
    deadline.run(next);
  });
  http.addHook('preParsing', ({ deadline }, _reply, payload, done) => {
    deadline.pause();
    done(null, payload);
  });
  // Bodies arrive outside of the scope that the first hook opened.
  http.addHook('preValidation', ({ deadline }, _reply, done) => {
    deadline.resume();
    deadline.run(done);
  });
  http.addHook('onSend', (request, _reply, _payload, done) => {
    // Undefined for what is refused by its origin.
    request.deadline?.end();
    done();
  });
}

function refuseLate({ deadline }: FastifyRequest, reply: FastifyReply): void {
  if (!deadline.late || reply.sent || reply.raw.headersSent) return;
  reply.code(503).send(errorBody(deadline.late.message, 'UNAVAILABLE'));
}

/** The outcome of an operation, or an error as its result once its time is over. What starts too late is ended. */
export async function outcomeInTime<T extends object>(
  deadline: OperationDeadline,
  work: () => T | Promise<T>,
): Promise<T | ExecutionResult> {
  const outcome = deadline.run(async () => work());
  try {
    return await deadline.race(() => outcome);
  } catch (error) {
    if (!deadline.late || error !== deadline.late) throw error;
    // A stream that cannot be ended ends with its connection.
    outcome.then(endStarted).catch(() => {});
    return { errors: [new GraphQLError(deadline.late.message, { originalError: deadline.late })] };
  } finally {
    deadline.end();
  }
}

async function endStarted(outcome: object): Promise<void> {
  if ('return' in outcome && typeof outcome.return === 'function') await outcome.return();
}
