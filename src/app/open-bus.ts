import type { EventBus } from '../domain/events/ports.ts';
import type { Config } from '../infra/config.ts';
import { MemoryEventBus } from '../infra/events/memory.ts';
import { NotifyEventBus } from '../infra/events/notify.ts';
import type { Database } from '../infra/postgres/database.ts';
import { systemClock } from '../infra/runtime.ts';

/** The doorbell: within this process when it has the database to itself, over PostgreSQL otherwise. */
export async function openBus(
  { databaseUrl }: Config,
  database: Database,
): Promise<EventBus & { close?(): Promise<void> }> {
  if (databaseUrl === undefined) return new MemoryEventBus();
  const bus = new NotifyEventBus(database, databaseUrl, systemClock);
  await bus.open();
  return bus;
}
