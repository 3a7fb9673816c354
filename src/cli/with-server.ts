import type { Part } from '../app.ts';
import { useToken } from './credential.ts';

export interface Server {
  readonly url: string;
  /** Whether it runs in this process, and only for this command. */
  readonly isOwn: boolean;
}

/** Does the work with the server that runs, or with one of its own when none does, which leaves debates alone. */
export function withServer<T>(work: (server: Server) => Promise<T>): Promise<T> {
  return withPart('reader', work);
}

/** The same with a server that runs debates. */
export function withRunner<T>(work: (server: Server) => Promise<T>): Promise<T> {
  return withPart('runner', work);
}

async function withPart<T>(part: Part, work: (server: Server) => Promise<T>): Promise<T> {
  // Loaded only here: help and usage errors need no server.
  const { connect } = await import('../app.ts');
  const server = await connect(part);
  useToken(server.token);
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}
