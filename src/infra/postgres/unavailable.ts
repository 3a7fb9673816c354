import { Unavailable } from '../../domain/shared/errors.ts';

/** SQLSTATE classes and system errors that mean the server is not there, not that the query is wrong. */
const GONE = /^(08|53|57P|E(CONN|PIPE|TIMEDOUT|HOSTUNREACH|NOTFOUND|AI_AGAIN))/;

/** Rethrows an error of the database, as `Unavailable` when trying again later may help. */
export function unavailable(error: unknown): never {
  if (isGone(error)) {
    throw new Unavailable('The database cannot be reached at the moment. Try again shortly.', { cause: error });
  }
  throw error;
}

function isGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && GONE.test(code)) return true;
  if (/connection terminated|timeout exceeded when trying to connect/i.test(error.message)) return true;
  return isGone((error as { previous?: unknown }).previous) || isGone(error.cause);
}
