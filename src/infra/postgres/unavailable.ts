import { Unavailable } from '../../domain/shared/errors.ts';

/** SQLSTATE classes and system errors that mean that the server is not available, not that the query is wrong. */
const GONE = /^(08|53|57|E(CONN|PIPE|TIMEDOUT|HOST|NET|NOTFOUND|AI_AGAIN))/;
/**
 * Messages for a connection that has ended, a pool without a free connection, and a database that accepts no
 * connections.
 */
const NO_CONNECTION =
  /connection terminated|timeout exceeded when trying to connect|is not queryable|is not currently accepting connections/i;

const DISK_FULL = '53100';

/** Rethrows an error of the database, as `Unavailable` when a later attempt may succeed. */
export function unavailable(error: unknown): never {
  if (!isGone(error)) throw error;
  const reason = isDiskFull(error) ? 'has no room left on its disk' : 'cannot be reached at the moment';
  throw new Unavailable(`The database ${reason}. Try again shortly.`, { cause: error });
}

/** Whether it is an error of an unavailable database, also as a cause of another error. */
export function isAway(error: unknown): boolean {
  return error instanceof Unavailable || isGone(error);
}

/** Whether a write failed because the disk was full. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (error as { code?: unknown }).code === DISK_FULL || isDiskFull(error.cause);
}

function isGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  // While the server is down, the file of its socket is missing (ENOENT).
  if (syscall === 'connect' || (typeof code === 'string' && GONE.test(code))) return true;
  if (NO_CONNECTION.test(error.message)) return true;
  return isGone((error as { previous?: unknown }).previous) || isGone(error.cause);
}
