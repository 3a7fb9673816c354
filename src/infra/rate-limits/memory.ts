import { RateLimiterMemory } from 'rate-limiter-flexible';
import { SECONDS, takeFrom } from './limiter.ts';
import type { RateCounter } from './rate-counter.ts';

/** Counts in this process alone. */
export function memoryCounter(points: number): RateCounter {
  return { take: takeFrom(new RateLimiterMemory({ points, duration: SECONDS })) };
}
