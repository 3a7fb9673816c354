import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { CannotStart } from './cannot-start.ts';
import type { LogSink } from './log-output.ts';

const { O_APPEND, O_CREAT, O_NOCTTY, O_NONBLOCK, O_WRONLY } = constants;
const STANDARD_ERROR = 2;

/**
 * Standard error. A pipe or a terminal is opened a second time, only for this process, so that writes never block for its
 * reader. A socket cannot be opened again, and other users may not open a pipe: Node.js makes these non-blocking itself.
 */
export function standardError(): LogSink {
  const fd = openStandardError();
  return { write: (bytes) => writeSync(fd, bytes) };
}

function openStandardError(): number {
  try {
    const kind = fstatSync(STANDARD_ERROR);
    if (kind.isSocket()) return nonBlockingByNode();
    if (!kind.isFIFO() && !isatty(STANDARD_ERROR)) return STANDARD_ERROR;
    return openOnceMore() ?? nonBlockingByNode();
  } catch {
    return STANDARD_ERROR;
  }
}

/** Elsewhere `/dev/fd` gives the same open file again, which other processes use too. */
function openOnceMore(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const own = openSync(`/dev/fd/${STANDARD_ERROR}`, O_WRONLY | O_NONBLOCK | O_APPEND | O_NOCTTY);
    const [given, opened] = [fstatSync(STANDARD_ERROR), fstatSync(own)];
    if (given.dev === opened.dev && given.ino === opened.ino) return own;
    closeSync(own);
  } catch {
    // It belongs to another user, or there is no /dev.
  }
  return undefined;
}

/** Node.js makes pipes and sockets non-blocking when their stream is first used. */
function nonBlockingByNode(): number {
  process.stderr.on('error', () => {});
  return STANDARD_ERROR;
}

/** A file, to which lines are appended. Throws `CannotStart` when it cannot be opened. */
export function logFile(path: string): LogSink {
  let fd = openLogFile(path);
  return {
    write: (bytes) => writeSync(fd, bytes),
    reopen: () => {
      const former = fd;
      fd = openLogFile(path);
      closeSync(former);
    },
  };
}

/** Without O_NONBLOCK the open of a named pipe would wait for a reader. */
function openLogFile(path: string): number {
  try {
    return openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_NOCTTY, 0o640);
  } catch (error) {
    const { message } = error as NodeJS.ErrnoException;
    throw new CannotStart(`The log file cannot be opened (${message}). Choose another file with ARAGORA_LOG_FILE.`);
  }
}
