import type { FastifyInstance } from 'fastify';
import type { Credentials } from '../identity/credentials.ts';
import type { RateLimits } from './rate-limits.ts';
import { tooMuch, turnBack } from './too-much.ts';

/** What machines ask all the time, and what a page is made of. A credential beside it is looked at, and so counted. */
const UNCOUNTED = ['/livez', '/readyz', '/api/health', '/metrics', '/api/metrics', '/playground', '/playground/*', '/'];

/** Counts every request for its address before anything is done for it, the look at its credentials included. */
export function limitAddresses(http: FastifyInstance, rateLimits: RateLimits, credentials: Credentials): void {
  http.addHook('onRequest', async ({ raw, routeOptions }, reply) => {
    if (UNCOUNTED.includes(routeOptions.url ?? '') && raw.headers.authorization === undefined) return undefined;
    const taken = await rateLimits.forAddress(credentials.addressOf(raw));
    return taken?.isRefused ? turnBack(reply, tooMuch(taken.allowance.resetAt)) : undefined;
  });
}
