import cluster from 'node:cluster';
import { createLogger, type Logger } from '../../infra/logger.ts';
import { sumMetricsOfWorkers } from '../../infra/metrics/workers.ts';
import { DirectoryLock } from '../../infra/postgres/directory-lock.ts';
import { systemClock } from '../../infra/runtime.ts';
import type { Config } from '../config.ts';
import { reloadOnHangup } from '../hangup.ts';
import { longestStopMs } from '../longest-stop.ts';
import type { RunningServer } from '../start.ts';
import { forkWorker } from './worker-process.ts';
import { type Listening, Workers } from './workers.ts';

/**
 * Starts the workers, which share the ports. This process serves no requests. It keeps the workers running and holds the
 * data directory, so that commands find the server even if a worker dies.
 */
export async function startWorkers(config: Config): Promise<RunningServer> {
  const { logLevel, logFormat: format, logFile: file } = config;
  const logger = createLogger(logLevel, { format, file });
  sumMetricsOfWorkers();
  // If another server on this machine has the lock, commands talk to that server, as with a single process.
  const lock = await DirectoryLock.take(config.dataDir).catch(() => undefined);
  const note = ({ url }: Listening) => lock?.note({ pid: process.pid, url, runsDebates: true });
  const workers = workersOf(config, logger, note);
  reloadOnHangup(logger, file, () => workers.reload());
  explainOnDiagnosticSignal(logger);
  try {
    const listening = await workers.start();
    logger.info({ ...listening, workers: config.workers }, 'The workers listen');
    const stop = () => workers.stop().finally(() => lock?.release());
    return { ...listening, dataDir: config.dataDir, lost: workers.lost, stop };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/** All workers at once would stop serving, and this process has nothing to look at. So SIGUSR2 goes to one worker. */
function explainOnDiagnosticSignal(logger: Logger): void {
  process.on('SIGUSR2', () => {
    const pids = Object.values(cluster.workers ?? {}).map((worker) => worker?.process.pid);
    logger.warn({ workers: pids }, 'This process serves no requests: send SIGUSR2 to one of its workers');
  });
}

function workersOf(config: Config, logger: Logger, onListening: (at: Listening) => void): Workers {
  return new Workers({
    count: config.workers,
    // The address changes only with port 0, if all workers die at once.
    spawn: () => forkWorker(onListening),
    clock: systemClock,
    stopMs: longestStopMs(config),
    onDeath: ({ how, reason, restartMs }) =>
      logger.warn({ error: reason, restartMs }, `A worker ${how}; another one replaces it`),
  });
}
