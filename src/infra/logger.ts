import { AsyncLocalStorage } from 'node:async_hooks';
import cluster from 'node:cluster';
import pino, { type Logger } from 'pino';
import { prettyFactory } from 'pino-pretty';
import type { Signals } from '../domain/shared/signals.ts';
import { LogOutput, standardError } from './log-output.ts';
import type { LogLevel } from './metrics/signal-row.ts';

export type { Logger };

/** What every log line written while serving a request carries. */
export const logScope = new AsyncLocalStorage<{ requestId: string }>();

const LEVELS = { DEBUG: 'debug', INFO: 'info', WARNING: 'warn', ERROR: 'error' } as const;

/** Logs to standard error, so that standard output is left to results. Never waits for who reads it, and never fails. */
export function createLogger(level: keyof typeof LEVELS, format: 'json' | 'pretty'): Logger {
  errorLines ??= openErrorLines();
  const output = errorLines;
  const pretty = format === 'pretty' ? prettyFactory({}) : (line: string) => line;
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
  return pino(options, { write: (line) => output.write(pretty(line)) });
}

/** Of all loggers of the process: what waits in it stays in order. */
let errorLines: LogOutput | undefined;

function openErrorLines(): LogOutput {
  const output = new LogOutput(standardError(), (lost) => {
    const time = new Date().toISOString();
    return `${JSON.stringify({ level: 'warn', time, lost, msg: 'Log lines could not be written, and are lost' })}\n`;
  });
  process.once('exit', () => output.end());
  return output;
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
