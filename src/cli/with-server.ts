export interface Server {
  readonly url: string;
  /** Whether it runs in this process, and only for this command. */
  readonly isOwn: boolean;
}

/** Runs the work with the server that runs, or with one of its own when none does. */
export async function withServer<T>(work: (server: Server) => Promise<T>): Promise<T> {
  // Loaded only here: help and usage errors need no server.
  const { connect } = await import('../app.ts');
  const server = await connect();
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}
