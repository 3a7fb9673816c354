import cluster from 'node:cluster';
import { createLogger, type Logger } from '../infra/logger.ts';
import type { OpenDatabase } from '../infra/postgres/open.ts';
import { systemClock } from '../infra/runtime.ts';
import { type ComposedServer, composeServer } from './compose-server.ts';
import type { Config } from './config.ts';
import { reloadOnHangup } from './hangup.ts';
import { loadDeferredModules } from './load-deferred-modules.ts';
import { placeWarnings } from './resources/data-directory.ts';
import { openResources, type Resources } from './resources/open-resources.ts';
import { countersOver } from './resources/rate-counters.ts';
import { retryWhileUnavailable } from './retry-while-unavailable.ts';
import { queuesOf, runJobs } from './run-jobs.ts';
import { catchUp, runReactors } from './run-reactors.ts';
import { ShutdownHooks } from './shutdown-hooks.ts';
import { serveTransports } from './transports.ts';

/** A server that runs in this process. */
export interface RunningServer {
  /** Base URL of HTTP: `/graphql`, `/playground`, `/api/health`. */
  readonly url: string;
  /** URL of the second port, which serves only WebSocket. */
  readonly wsUrl: string;
  readonly dataDir: string;
  /** The kind of database, in words. */
  readonly database: string;
  /** Aborted with the reason when all workers are lost. Never aborted for a server in this process. */
  readonly lost: AbortSignal;
  /** Accepts no new work, lets running debates reach a stored step, tells clients to reconnect, and closes all resources. */
  stop(): Promise<void>;
}

/** A `reader` only answers requests; a `runner` also runs debates. */
export type Part = 'reader' | 'runner';

/** Addresses of a server that listens, and its kind of database in words. */
export type Listening = Pick<RunningServer, 'url' | 'wsUrl' | 'database'>;

/** Makes the addresses known to others, before the server says that it is ready. */
export type Announce = (at: Listening) => Promise<void>;

export async function start(config: Config, part: Part, announce: Announce = async () => {}): Promise<RunningServer> {
  const { logLevel, logFormat: format, logFile: file } = config;
  const logger = createLogger(logLevel, { format, file });
  warn(logger, [...config.warnings, ...placeWarnings(config)]);
  const hooks = new ShutdownHooks();
  const stopReloading = reloadOnHangup(logger, file);
  hooks.add(async () => stopReloading());
  try {
    return await open(config, { part, announce }, logger, hooks);
  } catch (error) {
    await hooks.run().catch((failure) => logger.warn({ error: failure }, 'Closing what was open failed too'));
    throw error;
  }
}

interface Way {
  readonly part: Part;
  readonly announce: Announce;
}

async function open(config: Config, { part, announce }: Way, logger: Logger, hooks: ShutdownHooks) {
  const resources = await openResources(config, logger, hooks);
  const server = await composeServer(config, resources, logger, hooks);
  await prepare(server, resources, part, hooks);
  const { metrics, features } = server;
  warn(logger, [...resources.open.warnings, ...features.flatMap(({ warnings = [] }) => warnings)]);
  const openCounter = countersOver(resources);
  const { url, wsUrl, close } = await serveTransports(config, server, { logger, openCounter });
  hooks.add(close);
  metrics.watchProcess();
  for (const feature of features) hooks.add(async () => feature.drain?.());
  const onSweepFailure = (sweep: string, error: unknown) => logger.warn({ sweep, error }, 'Housekeeping failed');
  if (part === 'runner') await run(server, { ...resources, url, onSweepFailure }, hooks);
  resources.open.note({ pid: process.pid, url, runsDebates: part === 'runner' });
  const listening = { url, wsUrl, database: nameOf(resources.open, config) };
  await announce(listening);
  hooks.add(async () => {
    for (const feature of features) feature.stopAccepting?.();
  });
  server.doors.system.ready();
  logger.info({ url, wsUrl, version: server.version }, 'The server listens');
  if (part === 'runner')
    loadDeferredModules().catch((error) => logger.warn({ error }, 'A part of the server cannot be loaded'));
  const { signal: lost } = new AbortController();
  return { ...listening, dataDir: config.dataDir, lost, stop: () => hooks.run() };
}

/** The steps before the server listens. */
async function prepare({ features, reacting }: ComposedServer, { jobs }: Resources, part: Part, hooks: ShutdownHooks) {
  await jobs.open(queuesOf(features));
  for (const feature of features) await feature.open?.();
  // A reader runs no reactors, so it catches up first to show current data. A short-lived runner catches up at its end.
  if (part === 'reader') await catchUp(reacting);
  hooks.add(() => catchUp(reacting));
  for (const feature of features) hooks.add(async () => feature.close?.());
}

interface RunOptions extends Pick<Resources, 'jobs'> {
  readonly url: string;
  onSweepFailure(sweep: string, error: unknown): void;
}

/** Starts the background work of this process. */
async function run({ features, reacting }: ComposedServer, options: RunOptions, hooks: ShutdownHooks) {
  const { url, jobs, onSweepFailure } = options;
  hooks.add(await runJobs(features, { jobs, onSweepFailure }));
  hooks.add(runReactors(reacting));
  for (const feature of features) await retryWhileUnavailable(systemClock, async () => feature.start?.(url));
}

/** Logs warnings once: in a single process, or in the first worker. */
function warn(logger: Logger, warnings: readonly string[]): void {
  if (cluster.worker !== undefined && cluster.worker.id !== 1) return;
  for (const warning of warnings) logger.warn(warning);
}

function nameOf({ isEmbedded }: OpenDatabase, { dataDir }: Config): string {
  return isEmbedded ? `embedded, in ${dataDir}` : 'PostgreSQL';
}
