import type { Config } from '../config.ts';
import { isExpected } from '../expected-errors.ts';
import { start } from '../start.ts';
import { RELOAD, STOP, type StartReport } from './worker-process.ts';

/**
 * Serves until the primary or SIGTERM stops it, then exits the process. Reports a failed start to the primary, which prints
 * messages for all workers.
 */
export async function serveAsWorker(config: Config, onFailure: (error: unknown) => void): Promise<never> {
  const stopped = untilStopped();
  const server = await start(config, 'runner').catch(async (error) => {
    await report({ start: 'FAILED', message: messageOf(error), isExpected: isExpected(error) });
    process.exit(1);
  });
  const { url, wsUrl, database } = server;
  await report({ start: 'LISTENING', at: { url, wsUrl, database } });
  await stopped;
  await server.stop().catch((error) => {
    onFailure(error);
    process.exit(1);
  });
  process.exit(0);
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, stack = message } = error;
  return isExpected(error) ? message : stack;
}

function untilStopped(): Promise<void> {
  // Ctrl-C reaches every process of the terminal; a worker waits for the message of the primary.
  process.on('SIGINT', () => {});
  return new Promise((resolve) => {
    process.on('SIGTERM', resolve);
    process.on('message', (message) => {
      if (message === STOP) resolve();
      if (message === RELOAD) process.emit('SIGHUP', 'SIGHUP');
    });
  });
}

/** Resolves when the report is sent, so that the process may exit. */
function report(message: StartReport): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected && process.send) process.send(message, () => resolve());
    else resolve();
  });
}
