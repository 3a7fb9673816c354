import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateCounter, Taken } from './rate-counter.ts';

/** Length of a window. */
export const SECONDS = 60;

/** Takes points from a limiter. Throws the errors of its store. */
export function takeFrom(limiter: RateLimiterAbstract): RateCounter['take'] {
  return async (key, points) => {
    try {
      return taken(limiter, await limiter.consume(key, points), false);
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return taken(limiter, refusal, true);
      throw refusal;
    }
  };
}

/** Counts in the first counter, and in the second while the first fails. */
export function withFallback(first: RateCounter, second: RateCounter): RateCounter {
  return { take: (key, points) => first.take(key, points).catch(() => second.take(key, points)) };
}

function taken({ points: limit }: RateLimiterAbstract, left: RateLimiterRes, isRefused: boolean): Taken {
  const resetAt = new Date(Date.now() + Math.max(left.msBeforeNext, 0));
  return { allowance: { limit, remaining: isRefused ? 0 : left.remainingPoints, resetAt }, isRefused };
}
