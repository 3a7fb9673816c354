import { postgresUrl } from './postgres-url.ts';
import { hasRedisServer, REDIS_SERVER, redisUrl } from './redis-url.ts';

/** Says once what is left out. */
export default function setup(): void {
  if (postgresUrl === undefined) console.log('PostgreSQL left out: set ARAGORA_TEST_DATABASE_URL');
  if (redisUrl === undefined) console.log('Redis left out: set ARAGORA_TEST_REDIS_URL');
  else if (!hasRedisServer) console.log(`A lost Redis left out: there is no ${REDIS_SERVER}`);
}
