import type { EventBus, LossyChannel } from '../domain/events/ports.ts';
import type { Config } from '../infra/config.ts';
import { MemoryEventBus } from '../infra/events/memory.ts';
import { MemoryChannel } from '../infra/events/memory-channel.ts';
import { NotifyEventBus } from '../infra/events/notify.ts';
import { NotifyChannel } from '../infra/events/notify-channel.ts';
import type { Database } from '../infra/postgres/database.ts';
import { systemClock, systemRandom } from '../infra/runtime.ts';

interface Closable {
  close?(): Promise<void>;
}

/** The doorbell: within this process when it has the database to itself, over PostgreSQL otherwise. */
export async function openBus({ databaseUrl }: Config, database: Database): Promise<EventBus & Closable> {
  if (databaseUrl === undefined) return new MemoryEventBus();
  const bus = new NotifyEventBus(database, databaseUrl, systemClock);
  await bus.open();
  return bus;
}

/** What carries live text, the same way. */
export async function openChannel({ databaseUrl }: Config): Promise<LossyChannel & Closable> {
  if (databaseUrl === undefined) return new MemoryChannel();
  const channel = new NotifyChannel(databaseUrl, systemClock, systemRandom);
  await channel.open();
  return channel;
}
