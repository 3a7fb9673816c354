import type { Part, WithoutData } from '../../app/app.ts';
import { say } from '../terminal/terminal.ts';
import { useToken } from './credential.ts';

export interface Server {
  readonly url: string;
  /** Whether it runs in this process, and only for this command. */
  readonly isOwn: boolean;
}

type Work<T> = (server: Server) => Promise<T>;

/**
 * Does the work with the server that runs, or with one of its own when none does, which leaves debates alone. Throws where
 * nothing was ever kept: there is nothing to be read or changed.
 */
export function withServer<T>(work: Work<T>): Promise<T> {
  return withPart('reader', 'GIVE_UP', work);
}

/** The same for what concerns the settings alone: where nothing was ever kept, nothing is left behind. */
export function withAnyServer<T>(work: Work<T>): Promise<T> {
  return withPart('reader', 'NEED_NONE', work);
}

/** The same with a server that runs debates, those that there are. */
export function withRunner<T>(work: Work<T>): Promise<T> {
  return withPart('runner', 'GIVE_UP', work);
}

/** The same, for a new debate: it is kept, and so a data directory is made where there is none. */
export function withKeeper<T>(work: Work<T>): Promise<T> {
  return withPart('runner', 'MAKE', work);
}

async function withPart<T>(part: Part, withoutData: WithoutData, work: Work<T>): Promise<T> {
  // Loaded only here: help and usage errors need no server.
  const { connect } = await import('../../app/app.ts');
  const server = await connect(part, withoutData);
  if (server.made !== undefined) say(`Debates are kept in ${server.made}, which was made for them.`);
  useToken(server.token);
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}
