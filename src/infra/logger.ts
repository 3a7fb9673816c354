import { AsyncLocalStorage } from 'node:async_hooks';
import cluster from 'node:cluster';
import pino, { type Logger } from 'pino';
import { prettyFactory } from 'pino-pretty';
import type { Signals } from '../domain/shared/signals.ts';
import { LogOutput, standardError } from './log-output.ts';
import type { LogLevel } from './metrics/signal-row.ts';

export type { Logger };

/** Fields of all log lines that are written while a request is served. */
export const logScope = new AsyncLocalStorage<{ requestId: string }>();

const LEVELS = { DEBUG: 'debug', INFO: 'info', WARNING: 'warn', ERROR: 'error' } as const;

/** Logs to standard error, because standard output is for results. It never blocks for a reader, and never fails. */
export function createLogger(level: keyof typeof LEVELS, format: 'json' | 'pretty'): Logger {
  errorLines ??= openErrorLines();
  const output = errorLines;
  const pretty = format === 'pretty' ? prettyFactory({}) : (line: string) => line;
  const options = {
    level: LEVELS[level],
    // Workers write to the same log.
    base: cluster.isWorker ? { pid: process.pid } : null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.errWithCause },
    mixin: () => logScope.getStore() ?? {},
    redact: ['headers.authorization', 'headers.cookie'],
  };
  return pino(options, { write: (line) => output.write(pretty(line)) });
}

/** Shared by all loggers of the process, to keep the order of waiting lines. */
let errorLines: LogOutput | undefined;

function openErrorLines(): LogOutput {
  const output = new LogOutput(standardError(), (lost) => {
    const time = new Date().toISOString();
    return `${JSON.stringify({ level: 'warn', time, lost, msg: 'Log lines could not be written and are lost' })}\n`;
  });
  process.once('exit', () => output.end());
  return output;
}

/** Lines about agents have `agent=…` and `failure=…` in their message, because operators search for them with grep. */
export function logSignal(logger: Logger, level: LogLevel, name: keyof Signals, signal: object): void {
  // Some signals come with every request and are rarely logged.
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
