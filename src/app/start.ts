import cluster from 'node:cluster';
import { readFileSync } from 'node:fs';
import type { Emit } from '../domain/shared/signals.ts';
import type { Config } from '../infra/config/config.ts';
import { createLogger, type Logger, logSignal } from '../infra/logger.ts';
import { Metrics } from '../infra/metrics/metrics.ts';
import { shareMetrics } from '../infra/metrics/workers.ts';
import { PACKAGE_FILE } from '../infra/paths.ts';
import type { OpenDatabase } from '../infra/postgres/open.ts';
import { ProcessLoad } from '../infra/process-load.ts';
import { systemClock } from '../infra/runtime.ts';
import { composeFeatures } from './features/features.ts';
import { Heartbeat } from './heartbeat.ts';
import { loadTheRest } from './load-the-rest.ts';
import { openResources } from './resources/open-resources.ts';
import { countersOver } from './resources/rate-counters.ts';
import { runDebates } from './run-debates.ts';
import { catchUp, lagsOf, runReactors } from './run-reactors.ts';
import { ShutdownHooks } from './shutdown-hooks.ts';
import { serveTransports } from './transports.ts';
import { withTimeout } from './with-timeout.ts';

/** A server that runs in this process. */
export interface RunningServer {
  /** Where HTTP is served: `/graphql`, `/playground`, `/api/health`. */
  readonly url: string;
  /** Where the socket protocol alone is served. */
  readonly wsUrl: string;
  readonly dataDir: string;
  /** What keeps the data, in words. */
  readonly database: string;
  /** Aborted, with the reason, when the server is lost; one that serves in this process is not, as long as that lives. */
  readonly lost: AbortSignal;
  /** Takes nothing new on, lets running debates reach a stored step, tells clients to reconnect, and closes everything. */
  stop(): Promise<void>;
}

/** What a process does beside answering: a `runner` also runs debates. */
export type Part = 'reader' | 'runner';

export async function start(config: Config, part: Part): Promise<RunningServer> {
  const logger = createLogger(config.logLevel, config.logFormat);
  if (speaksForAll()) for (const warning of config.warnings) logger.warn(warning);
  const closing = new ShutdownHooks();
  try {
    return await open(config, part, logger, closing);
  } catch (error) {
    await closing.run().catch((failure) => logger.warn({ error: failure }, 'Closing what was open failed too'));
    throw error;
  }
}

async function open(config: Config, part: Part, logger: Logger, closing: ShutdownHooks): Promise<RunningServer> {
  const resources = await openResources(config, logger, closing);
  const { metrics, features, version } = composed(config, resources, logger, closing);
  if (speaksForAll()) for (const warning of features.warnings) logger.warn(warning);
  await features.receipts.open();
  await features.access.open();
  // What a process that leaves debates alone shows is counted all the same, and so is what a short-lived one held.
  if (part === 'reader') await catchUp(features);
  closing.add(() => catchUp(features));
  const heartbeat = new Heartbeat(features.cluster, systemClock, (error) =>
    logger.warn({ error }, 'This process could not announce itself to the others'),
  );
  closing.add(() => heartbeat.stop());
  const { url, wsUrl, close } = await serveTransports(config, features, logger, metrics, countersOver(resources));
  closing.add(close);
  metrics.watchProcess();
  closing.add(() => withTimeout(config.drainSeconds * 1000, features.runner.drain()));
  closing.add(async () => {
    features.system.drain();
    heartbeat.hurry();
  });
  if (part === 'runner') {
    closing.add(await runDebates(features, resources.jobs, resources.open));
    closing.add(await runReactors(features, resources.jobs));
    await heartbeat.start(url);
  }
  resources.open.note({ pid: process.pid, url, runsDebates: part === 'runner' });
  logger.info({ url, wsUrl, version }, 'The server listens');
  if (part === 'runner')
    loadTheRest().catch((error) => logger.warn({ error }, 'A part of the server cannot be loaded'));
  const { signal: lost } = new AbortController();
  const database = nameOf(resources.open, config);
  return { url, wsUrl, dataDir: config.dataDir, database, lost, stop: () => closing.run() };
}

/** The features over what is open, and the metrics and log lines that their signals become. */
function composed(
  config: Config,
  resources: Awaited<ReturnType<typeof openResources>>,
  logger: Logger,
  closing: ShutdownHooks,
) {
  const metrics: Metrics = new Metrics(
    () => features.runner.running,
    () => features.agents.circuitBreakers(),
    () => lagsOf(features),
  );
  if (cluster.isWorker) shareMetrics(metrics);
  const emit: Emit = (name, detail) => {
    metrics.signal(name, detail);
    logSignal(logger, name, detail);
  };
  const load = new ProcessLoad();
  closing.add(async () => load.close());
  const processLoad = () => ({ openSockets: metrics.openSockets, ...load.read() });
  const { version } = JSON.parse(readFileSync(PACKAGE_FILE, 'utf8')) as { version: string };
  const features = composeFeatures({ config, version, ...resources, emit, processLoad });
  return { metrics, features, version };
}

/** What is wrong with the settings is said once: by the only process, or by the first of the workers. */
function speaksForAll(): boolean {
  return cluster.worker === undefined || cluster.worker.id === 1;
}

function nameOf({ isEmbedded }: OpenDatabase, { dataDir }: Config): string {
  return isEmbedded ? `embedded, in ${dataDir}` : 'PostgreSQL';
}
