import type { Logger } from '../../infra/logger.ts';
import type { RedisLink } from '../../infra/redis/redis.ts';
import { systemClock } from '../../infra/runtime.ts';
import type { Config } from '../config.ts';

/**
 * Connects to the Redis of the settings; undefined without one, or with the embedded database, which needs none. Does not
 * wait for a Redis that is unreachable.
 */
export async function openRedis(
  { databaseUrl, redisUrl }: Config,
  logger: Pick<Logger, 'warn' | 'info'>,
): Promise<RedisLink | undefined> {
  if (databaseUrl === undefined || redisUrl === undefined) return undefined;
  const link = await import('../../infra/redis/redis.ts');
  const redis = new link.RedisLink({
    url: redisUrl,
    clock: systemClock,
    onLost: (reason) => logger.warn({ reason }, 'Redis is away: PostgreSQL replaces it, and live text is lost'),
    onBack: () => logger.info('Redis is back'),
  });
  await redis.open();
  return redis;
}
