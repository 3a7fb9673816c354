import { type Readable, Transform } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { isAnonymous } from '../graphql/operation.ts';

/** Longest body of a request, and longest message on a socket, of a caller that has not shown a good credential. */
export const ANONYMOUS_MAX_BYTES = 16 * 1024;

const TOO_LARGE = `Without a credential a request may have ${ANONYMOUS_MAX_BYTES / 1024} KiB. Sign in and send \`Authorization: Bearer\`, or send less.`;

/** Answered with 413, and the connection closed: the rest of the body is not read. */
export class AnonymousBodyTooLarge extends Error {
  override readonly name = 'AnonymousBodyTooLarge';
  readonly statusCode = 413;

  constructor() {
    super(TOO_LARGE);
  }
}

/** Reads no more of a body than a caller without a credential may send. Comes after what tells who the caller is. */
export function limitAnonymousBodies(http: FastifyInstance): void {
  http.addHook('preParsing', ({ caller, headers }, _reply, payload, done) => {
    if (!isAnonymous(caller.actor)) return done(null, payload);
    if (Number(headers['content-length'] ?? 0) > ANONYMOUS_MAX_BYTES) return done(new AnonymousBodyTooLarge());
    // Where the length is given, Node reads no more than that.
    return done(null, headers['transfer-encoding'] === undefined ? payload : payload.pipe(limitOf(payload)));
  });
}

function limitOf(payload: Readable): Transform {
  let bytes = 0;
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      bytes += chunk.length;
      if (bytes > ANONYMOUS_MAX_BYTES) next(new AnonymousBodyTooLarge());
      else next(null, chunk);
    },
  });
  payload.once('error', (error) => limited.destroy(error));
  // A route that reads no body listens for nothing, and an error that is not listened for would end the process.
  return limited.on('error', () => {});
}
