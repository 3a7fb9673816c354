import { postgresUrl } from '../services/postgres-url.ts';
import { sharePrepared } from '../services/prepared-database.ts';
import { hasRedisServer, REDIS_SERVER, redisUrl } from '../services/redis-url.ts';

/** Says once what is left out, and has the tests share what takes long to make. */
export default function setup(): Promise<() => Promise<void>> {
  if (postgresUrl === undefined) console.log('PostgreSQL and the drills left out: set ARAGORA_TEST_DATABASE_URL');
  if (redisUrl === undefined) console.log('Redis left out: set ARAGORA_TEST_REDIS_URL');
  else if (!hasRedisServer) console.log(`A lost Redis left out: there is no ${REDIS_SERVER}`);
  return sharePrepared();
}
