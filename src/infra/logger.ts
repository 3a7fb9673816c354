import { AsyncLocalStorage } from 'node:async_hooks';
import cluster from 'node:cluster';
import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';
import type { Signals } from '../domain/shared/signals.ts';
import type { LogLevel } from './metrics/signal-row.ts';

export type { Logger };

/** What every log line written while serving a request carries. */
export const logScope = new AsyncLocalStorage<{ requestId: string }>();

const LEVELS = { DEBUG: 'debug', INFO: 'info', WARNING: 'warn', ERROR: 'error' } as const;

/** Logs to standard error, so that standard output is left to results. */
export function createLogger(level: keyof typeof LEVELS, format: 'json' | 'pretty'): Logger {
  const destination =
    format === 'pretty' ? pretty({ destination: 2, sync: true }) : pino.destination({ fd: 2, sync: true });
  const options = {
    level: LEVELS[level],
    // Lines of several processes stand in one log.
    base: cluster.isWorker ? { pid: process.pid } : null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.errWithCause },
    mixin: () => logScope.getStore() ?? {},
    redact: ['headers.authorization', 'headers.cookie'],
  };
  return pino(options, destination);
}

/** The line of a signal about an agent has `agent=…` and `failure=…` in its message: operators look for them with grep. */
export function logSignal(logger: Logger, level: LogLevel, name: keyof Signals, signal: object): void {
  // Some signals come with every request, and are seldom logged.
  if (!logger.isLevelEnabled(level)) return;
  const detail: SignalDetail = signal;
  const agent = detail.agent ?? detail.agentId;
  const words = [
    name,
    ...(agent ? [`agent=${agent}`] : []),
    ...(detail.failure ? [`failure=${detail.failure.toLowerCase()}`] : []),
  ];
  logger[level](detail, words.join(' '));
}

interface SignalDetail {
  readonly agent?: string;
  readonly agentId?: string;
  readonly failure?: string | null;
}
