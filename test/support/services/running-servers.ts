interface Stoppable {
  stop(): Promise<void>;
}

/** Servers that run or start inside the process of the tests. */
const running = new Set<Promise<Stoppable>>();

/** Registers a starting server, so that it is stopped even when its test fails. */
export function noteServer<Server extends Stoppable>(starting: Promise<Server>): Promise<Server> {
  running.add(starting);
  // The test that starts the server handles this error.
  starting.catch(() => running.delete(starting));
  return starting;
}

/** Stops all servers, before a test removes the directory with the database of a server. */
export async function stopServers(): Promise<void> {
  for (const starting of running) {
    running.delete(starting);
    const server = await starting.catch(() => undefined);
    await server?.stop();
  }
}
