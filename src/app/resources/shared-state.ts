import type { SharedState } from '../../domain/shared/ports.ts';
import type { OpenDatabase } from '../../infra/postgres/open.ts';
import type { RedisLink } from '../../infra/redis/redis.ts';
import { systemClock, systemRandom } from '../../infra/runtime.ts';
import { FallbackSharedState } from '../../infra/shared-state/fallback.ts';
import { MemorySharedState } from '../../infra/shared-state/memory.ts';
import { PostgresSharedState } from '../../infra/shared-state/postgres.ts';
import { RedisSharedState } from '../../infra/shared-state/redis.ts';

/** Shared state whose expired values can be deleted. */
export type ServerSharedState = SharedState & { forgetExpired(): Promise<void> };

/** The state that all nodes share: in Redis or PostgreSQL, and in memory with the embedded database. */
export function sharedStateOf(
  { database, isEmbedded }: Pick<OpenDatabase, 'database' | 'isEmbedded'>,
  redis: RedisLink | undefined,
): ServerSharedState {
  if (isEmbedded) return new MemorySharedState(systemClock);
  const postgres = new PostgresSharedState(database);
  return redis ? new FallbackSharedState(new RedisSharedState(redis, systemRandom), postgres) : postgres;
}
