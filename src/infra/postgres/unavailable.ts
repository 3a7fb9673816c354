import { Unavailable } from '../../domain/shared/errors.ts';

/** SQLSTATE classes and system errors that mean the server is not there, not that the query is wrong. */
const GONE = /^(08|53|57|E(CONN|PIPE|TIMEDOUT|HOST|NET|NOTFOUND|AI_AGAIN))/;
/** What is said of a connection that has ended, of a pool that has none left, or of a database that is closed to all. */
const NO_CONNECTION =
  /connection terminated|timeout exceeded when trying to connect|is not queryable|is not currently accepting connections/i;

const DISK_FULL = '53100';

/** Rethrows an error of the database, as `Unavailable` when trying again later may help. */
export function unavailable(error: unknown): never {
  if (!isGone(error)) throw error;
  const reason = isDiskFull(error) ? 'has no room left on its disk' : 'cannot be reached at the moment';
  throw new Unavailable(`The database ${reason}. Try again shortly.`, { cause: error });
}

/** Whether it is an error of a database that is not there, however far it has been passed on. */
export function isAway(error: unknown): boolean {
  return error instanceof Unavailable || isGone(error);
}

/** Whether it was a write for which there was no room. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (error as { code?: unknown }).code === DISK_FULL || isDiskFull(error.cause);
}

function isGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  // The file of a socket is missing (ENOENT) while its server is down.
  if (syscall === 'connect' || (typeof code === 'string' && GONE.test(code))) return true;
  if (NO_CONNECTION.test(error.message)) return true;
  return isGone((error as { previous?: unknown }).previous) || isGone(error.cause);
}
