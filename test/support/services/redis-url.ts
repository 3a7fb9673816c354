import { existsSync } from 'node:fs';

/** Where the tests find a Redis; undefined where there is none. */
export const redisUrl = process.env.ARAGORA_TEST_REDIS_URL || undefined;

/** The program of a Redis that tests start, kill and silence themselves. */
export const REDIS_SERVER = '/usr/bin/redis-server';

/** Whether tests can have a Redis of their own. */
export const hasRedisServer = redisUrl !== undefined && existsSync(REDIS_SERVER);
