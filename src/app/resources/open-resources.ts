import { Jobs } from '../../infra/jobs.ts';
import type { Logger } from '../../infra/logger.ts';
import type { Config } from '../config.ts';
import type { ShutdownHooks } from '../shutdown-hooks.ts';
import { openBus, openChannel } from './open-bus.ts';
import { openPreparedDatabase } from './open-database.ts';
import { openRedis } from './open-redis.ts';

export type Resources = Awaited<ReturnType<typeof openResources>>;

/** Opens the resources of a server in the order of their dependencies; they close in reverse order. Throws `CannotStart`. */
export async function openResources(config: Config, logger: Logger, closing: ShutdownHooks) {
  const open = await openPreparedDatabase(config, (message) => logger.warn(message));
  closing.add(() => open.close());
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
  closing.add(() => jobs.close());
  return { open, redis, bus, channel, jobs };
}
