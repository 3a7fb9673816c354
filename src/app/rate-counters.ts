import { memoryCounter } from '../infra/http/limits/rate-counters.ts';
import type { OpenCounter } from '../infra/http/limits/rate-limits.ts';
import { redisCounter } from '../infra/rate-limits/redis.ts';
import type { RedisLink } from '../infra/redis/redis.ts';

/** Counters that all nodes share where there is a Redis; without one each process counts by itself. */
export function counterOver(redis: RedisLink | undefined): OpenCounter {
  return (kind, points) => (redis ? redisCounter(redis, kind, points) : memoryCounter(points));
}
