import type { Logger } from '../../infra/logger.ts';
import type { RedisLink } from '../../infra/redis/redis.ts';
import { systemClock } from '../../infra/runtime.ts';
import type { Config } from '../config.ts';

/**
 * The way to Redis, if the settings name one that is of use: whoever has the database to itself needs none. A Redis that is
 * not there holds up nobody.
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
    onLost: (reason) => logger.warn({ reason }, 'Redis is away: PostgreSQL does its work, and live text is lost'),
    onBack: () => logger.info('Redis is back'),
  });
  await redis.open();
  return redis;
}
