import type { Config } from '../config.ts';
import { isExpected } from '../expected.ts';
import { start } from '../start.ts';
import { STOP, type StartReport } from './worker-process.ts';

/**
 * Serves until the primary, or SIGTERM, says that it is enough, and ends the process. What keeps it from serving is told
 * to the primary, which speaks for all workers.
 */
export async function serveAsWorker(config: Config): Promise<never> {
  const stopped = untilStopped();
  const server = await start(config, 'runner').catch(async (error) => {
    await report({ start: 'FAILED', message: toldOf(error), isExpected: isExpected(error) });
    process.exit(1);
  });
  const { url, wsUrl, database } = server;
  await report({ start: 'LISTENING', at: { url, wsUrl, database } });
  await stopped;
  await server.stop().catch((error) => {
    process.stderr.write(`${toldOf(error)}\n`);
    process.exit(1);
  });
  process.exit(0);
}

function toldOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, stack = message } = error;
  return isExpected(error) ? message : stack;
}

function untilStopped(): Promise<void> {
  // Ctrl-C reaches every process of the terminal; the primary passes it on in its own words.
  process.on('SIGINT', () => {});
  return new Promise((resolve) => {
    process.on('SIGTERM', resolve);
    process.on('message', (message) => {
      if (message === STOP) resolve();
    });
  });
}

/** Resolves when the report is on its way, so that the process may end. */
function report(message: StartReport): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected && process.send) process.send(message, () => resolve());
    else resolve();
  });
}
