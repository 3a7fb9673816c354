interface Stoppable {
  stop(): Promise<void>;
}

/** Servers that run inside the process of the tests, or are starting to. */
const running = new Set<Promise<Stoppable>>();

/** Notes a server that is starting, so that it can be stopped whatever becomes of its test. */
export function noteServer<Server extends Stoppable>(starting: Promise<Server>): Promise<Server> {
  running.add(starting);
  // The test that starts it is told when it cannot.
  starting.catch(() => running.delete(starting));
  return starting;
}

/** Stops every one of them: before a test may remove the directory that a server has its database in. */
export async function stopServers(): Promise<void> {
  for (const starting of running) {
    running.delete(starting);
    const server = await starting.catch(() => undefined);
    await server?.stop();
  }
}
