import { postgresUrl } from '../services/postgres-url.ts';
import { sharePrepared } from '../services/prepared-database.ts';
import { hasRedisServer, REDIS_SERVER, redisUrl } from '../services/redis-url.ts';

/** Prints once which tests are skipped, and prepares the shared folder. */
export default function setup(): Promise<() => Promise<void>> {
  if (postgresUrl === undefined) console.log('PostgreSQL and the drills are skipped: set ARAGORA_TEST_DATABASE_URL');
  if (redisUrl === undefined) console.log('Redis is skipped: set ARAGORA_TEST_REDIS_URL');
  else if (!hasRedisServer) console.log(`Tests of a lost Redis are skipped: ${REDIS_SERVER} does not exist`);
  return sharePrepared();
}
