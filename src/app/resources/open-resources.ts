import { setTimeout as wait } from 'node:timers/promises';
import { Jobs } from '../../infra/jobs.ts';
import type { Logger } from '../../infra/logger.ts';
import type { Config } from '../config.ts';
import type { ShutdownHooks } from '../shutdown-hooks.ts';
import { openBus, openChannel } from './open-bus.ts';
import { openPreparedDatabase } from './open-database.ts';
import { openRedis } from './open-redis.ts';

/** Longer than the running jobs may take to end. Together with the other steps, less than a stop may take. */
const MAX_CLOSE_MS = { jobs: 6_000, database: 2_000 };

export type Resources = Awaited<ReturnType<typeof openResources>>;

/** Opens the resources of a server in the order of their dependencies; they close in reverse order. Throws `CannotStart`. */
export async function openResources(config: Config, logger: Logger, closing: ShutdownHooks) {
  const open = await openPreparedDatabase(config, (message) => logger.warn(message));
  closing.add(closeInTime('database', () => open.close()));
  const redis = await openRedis(config, logger);
  closing.add(async () => redis?.close());
  const bus = await openBus(config, open.database, redis);
  closing.add(async () => bus.close?.());
  const channel = await openChannel(config, redis);
  closing.add(async () => channel.close?.());
  const jobs = new Jobs(open.database, {
    connection: open.jobs,
    onError: (error) => logger.warn({ error }, 'Jobs'),
  });
  closing.add(closeInTime('jobs', () => jobs.close()));
  return { open, redis, bus, channel, jobs };

  /** What waits for a silent PostgreSQL ends with the process. The embedded database has to be closed. */
  function closeInTime(resource: keyof typeof MAX_CLOSE_MS, close: () => Promise<void>): () => Promise<void> {
    if (open.isEmbedded) return close;
    return async () => {
      const maxMs = MAX_CLOSE_MS[resource];
      const closed = close().then(() => true);
      if (await Promise.race([closed, wait(maxMs, false, { ref: false })])) return;
      closed.catch(() => {});
      logger.warn({ resource, maxMs }, 'A resource could not be closed in time, and ends with the process');
    };
  }
}
