import type { FastifyInstance } from 'fastify';
import type { RateLimits } from '../../rate-limits/rate-limits.ts';
import type { Credentials } from '../identity/credentials.ts';
import { sendTooMuch, tooMuch } from './too-much.ts';

/** What the playground is made of. */
const PAGES = ['/playground', '/playground/*', '/'];

/** Counts every request for its address before any work is done for it; checking its credentials is such work. */
export function limitAddresses(http: FastifyInstance, rateLimits: RateLimits, credentials: Credentials): void {
  http.addHook('onRequest', async ({ raw, routeOptions }, reply) => {
    const isUncounted = routeOptions.config.isUncounted || PAGES.includes(routeOptions.url ?? '');
    // A credential is checked, and checking one is counted.
    if (isUncounted && raw.headers.authorization === undefined) return undefined;
    const taken = await rateLimits.forAddress(credentials.addressOf(raw));
    return taken?.isRefused ? sendTooMuch(reply, tooMuch(taken.allowance.resetAt)) : undefined;
  });
}
