import { createLogger } from '../../infra/logger.ts';
import { sumMetricsOfWorkers } from '../../infra/metrics/workers.ts';
import { DirectoryLock } from '../../infra/postgres/directory-lock.ts';
import { systemClock } from '../../infra/runtime.ts';
import type { Config } from '../config.ts';
import type { RunningServer } from '../start.ts';
import { forkWorker } from './worker-process.ts';
import { type Listening, Workers } from './workers.ts';

/** What a worker gets to close everything, after the time its debates have. */
const CLOSING_MS = 15_000;

/**
 * Starts the workers, which share the ports. This process serves nothing: it keeps the workers running, and holds the
 * data directory, so that commands find the server whichever worker dies.
 */
export async function startWorkers(config: Config): Promise<RunningServer> {
  const logger = createLogger(config.logLevel, config.logFormat);
  sumMetricsOfWorkers();
  // As with one process: another server of this machine may have it, and then commands speak to that one.
  const lock = await DirectoryLock.take(config.dataDir).catch(() => undefined);
  const note = ({ url }: Listening) => lock?.note({ pid: process.pid, url, runsDebates: true });
  const workers = new Workers({
    count: config.workers,
    spawn: () => {
      const worker = forkWorker();
      // Always the same address, unless any free port would do and all workers died at once.
      worker.listening.then(note).catch(() => {});
      return worker;
    },
    clock: systemClock,
    stopMs: config.drainSeconds * 1000 + CLOSING_MS,
    onDeath: ({ how, reason, againMs }) =>
      logger.warn({ error: reason, againMs }, `A worker ${how}; another takes its place`),
  });
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
