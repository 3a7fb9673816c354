import cluster from 'node:cluster';
import { join } from 'node:path';
import { isatty } from 'node:tty';
import { processEnvironment, readPart } from '../infra/config/config.ts';
import { PROCESS_SETTINGS } from '../infra/config/process-settings.ts';
import { createLogger, type Logger, logFormatOf } from '../infra/logger.ts';
import type { Flags } from './app.ts';
import { type Config, processConfig } from './config.ts';
import { isExpected } from './expected-errors.ts';
import { longestStopMs } from './longest-stop.ts';
import { guardProcess } from './process-guard.ts';
import type { Part, RunningServer } from './start.ts';
import { startUnlessStopped } from './start-unless-stopped.ts';

type Start = (config: Config, part: Part) => Promise<RunningServer>;

/** The log of a serving process. */
export interface ServeLog extends Pick<Logger, 'info'> {
  /** Whether messages for people go to a terminal, and not into the log. */
  readonly hasTerminal: boolean;
}

/** Time for a stopped process to write its last lines. */
const LEFT_WITHIN_MS = 1_000;

interface ProcessLog {
  readonly logger: Logger;
  readonly hasTerminal: boolean;
  readonly hasFile: boolean;
}

let log: ProcessLog | undefined;

/**
 * Serves with the configured workers, or by `start` in this process. In a worker it serves until the process ends. A stop
 * during the start ends the process.
 */
export async function serve(
  flags: Flags,
  start: Start,
  stop: AbortSignal,
): Promise<RunningServer & { readonly log: ServeLog }> {
  log = openLog(flags);
  guardProcess(log.logger);
  const config = await processConfig(flags);
  if (config.workers === 1 || cluster.isWorker) await diagnoseOnSignal(config.dataDir, log.logger);
  if (cluster.isWorker) return (await import('./workers/serve-as-worker.ts')).serveAsWorker(config, logFailure);
  const { logger, hasTerminal } = log;
  const starting =
    config.workers > 1 ? (await import('./workers/start-workers.ts')).startWorkers(config) : start(config, 'runner');
  const server = await startUnlessStopped(starting, aborted(stop), () =>
    logger.warn('Stopped before the start was complete'),
  );
  const stopInTime = config.workers > 1 ? server.stop : () => endInTime(server.stop(), longestStopMs(config), logger);
  return { ...server, stop: stopInTime, log: { hasTerminal, info: logger.info.bind(logger) } };
}

/** Ends the process when a stop takes too long, as on a frozen database. Leases run out, so debates continue elsewhere. */
async function endInTime(stopping: Promise<void>, ms: number, logger: Logger): Promise<void> {
  const late = setTimeout(() => {
    logger.error(
      { ms },
      'The server could not stop in order in time, and ends now. Its debates continue at the next start',
    );
    process.exit(1);
  }, ms);
  await stopping.finally(() => {
    clearTimeout(late);
    // Connections to a silent database would keep the process alive.
    setTimeout(() => process.exit(), LEFT_WITHIN_MS).unref();
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Writes a profile and a heap snapshot of this process at every SIGUSR2. */
async function diagnoseOnSignal(dataDir: string, logger: Logger): Promise<void> {
  const { Diagnostics } = await import('../infra/diagnostics.ts');
  const diagnostics = new Diagnostics(join(dataDir, 'diagnostics'), logger);
  process.on('SIGUSR2', () => void diagnostics.write());
}

/** Logs why the server failed. Returns whether the command has no more to say about it. */
export function logFailure(error: unknown): boolean {
  if (log === undefined || (log.hasTerminal && !log.hasFile)) return false;
  if (isExpected(error)) log.logger.error(error.message);
  else log.logger.error({ error }, 'The server failed');
  // A supervisor reads standard error.
  return !log.hasFile;
}

/** Before the settings are checked: mistakes in them are logged too. */
function openLog(flags: Flags): ProcessLog {
  const { logLevel, logFormat: format, logFile: file } = logSettings(flags);
  try {
    return logTo(createLogger(logLevel, { format, file }), { format, file });
  } catch {
    // The start reports a file that cannot be opened.
    return logTo(createLogger(logLevel, { format }), { format });
  }
}

function logTo(logger: Logger, target: NonNullable<Parameters<typeof createLogger>[1]>): ProcessLog {
  const hasFile = target.file !== undefined;
  return { logger, hasFile, hasTerminal: isatty(2) && (hasFile || logFormatOf(target) === 'pretty') };
}

function logSettings(flags: Flags) {
  const { logLevel, logFormat, logFile } = PROCESS_SETTINGS;
  try {
    return readPart({ logLevel, logFormat, logFile }, processEnvironment({ ...flags }));
  } catch {
    return { logLevel: 'INFO', logFormat: undefined, logFile: undefined } as const;
  }
}
