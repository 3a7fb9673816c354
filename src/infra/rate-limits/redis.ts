import type { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { RedisLink } from '../redis/redis.ts';
import { SECONDS, takeFrom, withFallback } from './limiter.ts';
import { memoryCounter } from './memory.ts';
import type { RateCounter } from './rate-counter.ts';

/** Counts for all nodes on one Redis; while it is unavailable, each node counts by itself. */
export function redisCounter(redis: RedisLink, kind: string, points: number): RateCounter {
  let take: RateCounter['take'] | undefined;
  const takeOn = (storeClient: Redis): RateCounter['take'] => {
    const keyPrefix = redis.nameOf(`rate-${kind}`);
    take ??= takeFrom(new RateLimiterRedis({ storeClient, keyPrefix, points, duration: SECONDS }));
    return take;
  };
  const shared = { take: (key: string, taken: number) => redis.ask((client) => takeOn(client)(key, taken)) };
  return withFallback(shared, memoryCounter(points));
}
