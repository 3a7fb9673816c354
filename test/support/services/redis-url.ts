import { existsSync } from 'node:fs';

/** The address of the Redis server for tests; undefined when there is none. */
export const redisUrl = process.env.ARAGORA_TEST_REDIS_URL || undefined;

/** The Redis program that tests start, kill and suspend. */
export const REDIS_SERVER = '/usr/bin/redis-server';

/** Whether tests can start their own Redis. */
export const hasRedisServer = redisUrl !== undefined && existsSync(REDIS_SERVER);
