import { Unavailable } from '../../domain/shared/errors.ts';

/**
 * SQLSTATE classes and system errors that mean that the server is not available, not that the query is wrong: connections,
 * sign-in, a missing database, conflicts that persist, resources, operators and the system. `25006` is a server that takes no
 * writes, `25P03` and `25P04` end a transaction that took too long, `55P03` is a lock that was not free.
 */
const GONE =
  /^(08|28|3D|40001|40P01|53|57|58|25006|25P03|25P04|55P03|E(CONN|PIPE|TIMEDOUT|HOST|NET|NOTFOUND|AI_AGAIN))/;
/**
 * Messages for a connection that has ended, a pool without a free connection, and a database that accepts no
 * connections.
 */
const NO_CONNECTION =
  /connection terminated|connection ended|timeout exceeded when trying to connect|is not queryable|query read timeout|is not currently accepting connections/i;

const DISK_FULL = /^53100$/;
const READ_ONLY = /^25006$/;
const CONFLICT = /^(40001|40P01|55P03)$/;

/** Rethrows an error of the database, as `Unavailable` when a later attempt may succeed. */
export function unavailable(error: unknown): never {
  if (!isGone(error)) throw error;
  throw new Unavailable(`The database ${reasonOf(error)}. Try again shortly.`, { cause: error });
}

/** Whether it is an error of an unavailable database, also as a cause of another error. */
export function isAway(error: unknown): boolean {
  return error instanceof Unavailable || isGone(error);
}

/** Whether a write failed because the disk was full. */
export function isDiskFull(error: unknown): boolean {
  return hasCode(error, DISK_FULL);
}

/** Whether the server takes no writes, as after a fail-over. */
export function isReadOnly(error: unknown): boolean {
  return hasCode(error, READ_ONLY);
}

/** Whether the error, or one of its causes, has such a code. */
export function hasCode(error: unknown, codes: RegExp): boolean {
  if (!(error instanceof Error)) return false;
  const { code, previous } = error as { code?: unknown; previous?: unknown };
  return (typeof code === 'string' && codes.test(code)) || hasCode(previous, codes) || hasCode(error.cause, codes);
}

function reasonOf(error: unknown): string {
  if (isDiskFull(error)) return 'has no room left on its disk';
  if (isReadOnly(error)) return 'takes no writes at the moment';
  return hasCode(error, CONFLICT) ? 'is busy with other changes of the same data' : 'cannot be reached at the moment';
}

function isGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { syscall } = error as { syscall?: unknown };
  // While the server is down, the file of its socket is missing (ENOENT).
  if (syscall === 'connect' || hasCode(error, GONE) || NO_CONNECTION.test(error.message)) return true;
  return isGone((error as { previous?: unknown }).previous) || isGone(error.cause);
}
