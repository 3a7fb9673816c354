import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { RateCounter } from '../../domain/system/rate-counter.ts';
import { SECONDS, takeFrom } from './limiter.ts';

/** Counts in this process alone. */
export function memoryCounter(points: number): RateCounter {
  return { take: takeFrom(new RateLimiterMemory({ points, duration: SECONDS })) };
}
