import type { OpenDatabase } from '../../infra/postgres/open.ts';
import { memoryCounter } from '../../infra/rate-limits/memory.ts';
import { PostgresCounter } from '../../infra/rate-limits/postgres.ts';
import type { OpenCounter } from '../../infra/rate-limits/rate-limits.ts';
import { redisCounter } from '../../infra/rate-limits/redis.ts';
import type { RedisLink } from '../../infra/redis/redis.ts';
import { systemClock as clock } from '../../infra/runtime.ts';

interface Shared {
  readonly open: Pick<OpenDatabase, 'database' | 'isEmbedded'>;
  readonly redis: RedisLink | undefined;
}

/** Counters that all nodes share: in Redis, or else in PostgreSQL. With the embedded database there is only one node. */
export function countersOver({ open: { database, isEmbedded }, redis }: Shared): OpenCounter {
  if (redis) return (kind, points) => redisCounter(redis, kind, points);
  if (isEmbedded) return (_kind, points) => memoryCounter(points);
  return (kind, points) => new PostgresCounter({ database, clock }, kind, points);
}
