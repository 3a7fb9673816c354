import type { EventBus, LossyChannel } from '../../domain/events/ports.ts';
import { MemoryEventBus } from '../../infra/events/memory.ts';
import { MemoryChannel } from '../../infra/events/memory-channel.ts';
import { NotifyEventBus } from '../../infra/events/notify.ts';
import { NotifyChannel } from '../../infra/events/notify-channel.ts';
import { RedisEventBus } from '../../infra/events/redis.ts';
import { RedisChannel } from '../../infra/events/redis-channel.ts';
import type { Database } from '../../infra/postgres/database.ts';
import type { RedisLink } from '../../infra/redis/redis.ts';
import { systemClock, systemRandom } from '../../infra/runtime.ts';
import type { Config } from '../config.ts';

interface Closable {
  close?(): Promise<void>;
}

/** The event bus: within this process on the embedded database, over Redis or PostgreSQL otherwise. */
export async function openBus(
  { databaseUrl }: Config,
  database: Database,
  redis: RedisLink | undefined,
): Promise<EventBus & Closable> {
  if (databaseUrl === undefined) return new MemoryEventBus();
  const notify = new NotifyEventBus(database, databaseUrl, systemClock);
  await notify.open();
  if (!redis) return notify;
  // PostgreSQL's connection stays: it is used while Redis is away, and migrations tell by it that a server runs.
  const bus = new RedisEventBus(redis, notify, systemRandom);
  await bus.open();
  return Object.assign(bus, { close: () => notify.close() });
}

/** The channel of live text, chosen the same way. */
export async function openChannel(
  { databaseUrl }: Config,
  redis: RedisLink | undefined,
): Promise<LossyChannel & Closable> {
  if (databaseUrl === undefined) return new MemoryChannel();
  const channel = redis
    ? new RedisChannel(redis, systemRandom)
    : new NotifyChannel(databaseUrl, systemClock, systemRandom);
  await channel.open();
  return channel;
}
