import { readFileSync } from 'node:fs';
import type { Emit } from '../domain/shared/signals.ts';
import type { Config } from '../infra/config.ts';
import { Jobs } from '../infra/jobs.ts';
import { createLogger, logSignal } from '../infra/logger.ts';
import { Metrics } from '../infra/metrics.ts';
import { PACKAGE_FILE } from '../infra/paths.ts';
import type { OpenDatabase } from '../infra/postgres/open.ts';
import { systemClock } from '../infra/runtime.ts';
import { Closing } from './closing.ts';
import { composeFeatures, WAKE_QUEUE } from './features.ts';
import { openBus } from './open-bus.ts';
import { openPreparedDatabase } from './open-database.ts';
import { serveTransports } from './transports.ts';

/** A server that runs in this process. */
export interface RunningServer {
  /** Where HTTP is served: `/graphql`, `/playground`, `/api/health`. */
  readonly url: string;
  /** Where the socket protocol alone is served. */
  readonly wsUrl: string;
  readonly dataDir: string;
  /** What keeps the data, in words. */
  readonly database: string;
  /** Takes nothing new on, lets running debates reach a stored step, tells clients to reconnect, and closes everything. */
  stop(): Promise<void>;
}

/** Looks for debates that nobody holds, and forgets what is no longer needed. */
const SWEEP_QUEUE = 'debate-sweep';
const SWEEP_SECONDS = 5;

export async function start(config: Config): Promise<RunningServer> {
  const logger = createLogger(config.logLevel, config.logFormat);
  for (const warning of config.warnings) logger.warn(warning);
  const closing = new Closing();
  try {
    const open = await openPreparedDatabase(config);
    closing.add(() => open.close());
    const bus = await openBus(config, open.database);
    closing.add(async () => bus.close?.());
    const jobs = new Jobs(open.database, { connection: open.jobs, onError: (error) => logger.warn({ error }, 'Jobs') });
    await jobs.open();
    closing.add(() => jobs.close());

    const metrics: Metrics = new Metrics(() => features.runner.running);
    const emit: Emit = (name, detail) => {
      metrics.signal(name, detail);
      logSignal(logger, name, detail);
    };
    const version = versionOf();
    const features = composeFeatures({ config, version, database: open.database, bus, jobs, emit });
    const { runner, store, system, idempotency } = features;

    const sweep = async () => {
      await idempotency.forgetOld();
      await runner.wakeWaiting();
    };
    // The directory lock proves that whoever held a debate of the embedded database is gone.
    if (open.isEmbedded) await store.releaseAll();
    await jobs.work<{ debateId: string }>(WAKE_QUEUE, ({ debateId }) => runner.wake(debateId));
    await jobs.repeat(SWEEP_QUEUE, SWEEP_SECONDS, sweep);

    const transports = await serveTransports(config, features, logger, metrics);
    closing.add(() => transports.close());
    closing.add(() => within(config.drainSeconds * 1000, runner.drain()));
    closing.add(async () => system.drain());
    await runner.wakeWaiting();

    open.note({ pid: process.pid, url: transports.url });
    logger.info({ url: transports.url, wsUrl: transports.wsUrl, version }, 'The server listens');
    const { url, wsUrl } = transports;
    return { url, wsUrl, dataDir: config.dataDir, database: nameOf(open, config), stop: () => closing.run() };
  } catch (error) {
    await closing.run();
    throw error;
  }
}

/** Waits for the work, but no longer than so many milliseconds. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  const done = new AbortController();
  await Promise.race([work, systemClock.sleep(ms, done.signal)]);
  done.abort();
}

function nameOf({ isEmbedded }: OpenDatabase, { dataDir }: Config): string {
  return isEmbedded ? `embedded, in ${dataDir}` : 'PostgreSQL';
}

function versionOf(): string {
  return (JSON.parse(readFileSync(PACKAGE_FILE, 'utf8')) as { version: string }).version;
}
