import type { Part, WhenNoData } from '../../app/app.ts';
import { say } from '../terminal/terminal.ts';
import { useToken } from './credential.ts';

export interface Server {
  readonly url: string;
  /** Whether it runs in this process, and only for this command. */
  readonly isOwn: boolean;
}

type Work<T> = (server: Server) => Promise<T>;

/**
 * Runs the work with the running server, or else with a temporary server in this process that runs no debates. Throws if
 * there is no data directory: then there is nothing to read or change.
 */
export function withServer<T>(work: Work<T>): Promise<T> {
  return withPart('reader', 'FAIL', work);
}

/** As `withServer`, for work that needs only the settings: without a data directory it leaves none behind. */
export function withAnyServer<T>(work: Work<T>): Promise<T> {
  return withPart('reader', 'USE_TEMPORARY', work);
}

/** As `withServer`, with a server that runs debates. */
export function withRunner<T>(work: Work<T>): Promise<T> {
  return withPart('runner', 'FAIL', work);
}

/** As `withRunner`, for a new debate: creates the data directory if there is none. */
export function withRunnerForNewDebate<T>(work: Work<T>): Promise<T> {
  return withPart('runner', 'CREATE', work);
}

async function withPart<T>(part: Part, whenNoData: WhenNoData, work: Work<T>): Promise<T> {
  // Loaded only here: help and usage errors need no server.
  const { connect } = await import('../../app/app.ts');
  const server = await connect(part, whenNoData);
  if (server.createdDirectory !== undefined)
    say(`Debates are stored in the new data directory ${server.createdDirectory}.`);
  useToken(server.token);
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}
