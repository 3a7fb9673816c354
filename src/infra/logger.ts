import cluster from 'node:cluster';
import { isatty } from 'node:tty';
import pino, { type Logger } from 'pino';
import { prettyFactory } from 'pino-pretty';
import type { Signals } from '../domain/shared/signals.ts';
import { currentWork } from './log-context.ts';
import { DROP_REASONS, type DropReason, LogOutput } from './log-output.ts';
import { type LogCall, LogRepeats } from './log-repeats.ts';
import { logFile, standardError } from './log-sinks.ts';
import type { LogLevel } from './metrics/signal-row.ts';

export type { Logger };

export type LogFormat = 'json' | 'pretty';

export interface LogTarget {
  /** Default: for people on a terminal, else for machines. */
  readonly format?: LogFormat | undefined;
  /** Default: standard error, because standard output is for results. */
  readonly file?: string | undefined;
}

const LEVELS = { DEBUG: 'debug', INFO: 'info', WARNING: 'warn', ERROR: 'error' } as const;

/** The format of lines to this target. */
export function logFormatOf({ format, file }: LogTarget): LogFormat {
  return format ?? (file === undefined && isatty(2) ? 'pretty' : 'json');
}

/** A logger never blocks for a reader of its lines, and never fails. Throws `CannotStart` when its file cannot be opened. */
export function createLogger(level: keyof typeof LEVELS, target: LogTarget = {}): Logger {
  const { output, repeats, toText } = linesTo(target);
  const options: pino.LoggerOptions = {
    level: LEVELS[level],
    // Workers write to the same log.
    base: cluster.isWorker ? { pid: process.pid } : null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.errWithCause },
    mixin: currentWork,
    // The default strategy would write the details of each line into the names of the current work.
    mixinMergeStrategy: (details, names) => ({ ...names, ...details }),
    redact: ['headers.authorization', 'headers.cookie'],
    hooks: {
      logMethod(...call) {
        logOnce(this, repeats, call);
      },
    },
  };
  return pino(options, { write: (line) => output.write(toText(line)) });
}

/** Opens a log file again after it was renamed. Throws when that is impossible; then lines go to the old file. */
export function reopenLog(file: string): void {
  for (const lines of opened.values()) if (lines.file === file) lines.output.reopen();
}

/** Numbers of lines that this process dropped. */
export function droppedLines(): Readonly<Record<DropReason, number>> {
  const sum = (reason: DropReason) => [...opened.values()].reduce((all, { output }) => all + output.dropped[reason], 0);
  return Object.fromEntries(DROP_REASONS.map((reason) => [reason, sum(reason)])) as Record<DropReason, number>;
}

interface Lines {
  readonly file: string | undefined;
  readonly output: LogOutput;
  readonly repeats: LogRepeats;
  readonly toText: (line: string) => string;
}

/** Shared by all loggers of the process with one target, to keep the order of waiting lines. */
const opened = new Map<string, Lines>();

function linesTo(target: LogTarget): Lines {
  const format = logFormatOf(target);
  const key = `${format} ${target.file ?? ''}`;
  const lines = opened.get(key) ?? openLines(format, target.file);
  opened.set(key, lines);
  return lines;
}

function openLines(format: LogFormat, file: string | undefined): Lines {
  const toText = format === 'pretty' ? prettyFactory({ colorize: file === undefined && isatty(2) }) : asItIs;
  const sink = file === undefined ? standardError() : logFile(file);
  const output = new LogOutput(sink, (lost) => {
    const time = new Date().toISOString();
    return toText(
      `${JSON.stringify({ level: 'warn', time, lost, msg: 'Log lines could not be written and are lost' })}\n`,
    );
  });
  const repeats = new LogRepeats();
  process.once('exit', () => {
    repeats.end();
    output.end();
  });
  return { file, output, repeats, toText };
}

function asItIs(line: string): string {
  return line;
}

/** The level from which lines that repeat are summarised, as a number of pino. */
const SUMMARISED_FROM = 40;

type PinoCall = Parameters<NonNullable<NonNullable<pino.LoggerOptions['hooks']>['logMethod']>>;

/** Writes one line. Details that cannot be written never fail the work that logs them. */
function logOnce(logger: Logger, repeats: LogRepeats, [args, method, level]: PinoCall): void {
  const write = ([details, message]: LogCall) => method.apply(logger, [details, message] as never);
  const [first, second] = args as unknown as readonly unknown[];
  const [details, message] = typeof first === 'string' ? [{}, first] : [first as object, String(second ?? '')];
  try {
    // A client was told the error id, so its line is always written.
    if (level < SUMMARISED_FROM || 'errorId' in details) write([details, message]);
    else repeats.log(level, [{ ...currentWork(), ...details }, message], write);
  } catch {
    write([{}, `${message} (its details cannot be written)`]);
  }
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
