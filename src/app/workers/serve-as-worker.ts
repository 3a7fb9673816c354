import type { Config } from '../config.ts';
import { isExpected } from '../expected-errors.ts';
import { type Listening, start } from '../start.ts';
import { startUnlessStopped } from '../start-unless-stopped.ts';
import { NOTED, RELOAD, STOP, type StartReport } from './worker-process.ts';

/**
 * Serves until the primary or SIGTERM stops it, then exits the process. Reports a failed start to the primary, which prints
 * messages for all workers.
 */
export async function serveAsWorker(config: Config, onFailure: (error: unknown) => void): Promise<never> {
  const stopped = untilStopped();
  const announce = async (at: Listening) => {
    const noted = received(NOTED);
    await report({ start: 'LISTENING', at });
    await noted;
  };
  const server = await startUnlessStopped(start(config, 'runner', announce), stopped).catch(async (error) => {
    await report({ start: 'FAILED', message: messageOf(error), isExpected: isExpected(error) });
    process.exit(1);
  });
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
  process.on('message', (message) => {
    if (message === RELOAD) process.emit('SIGHUP', 'SIGHUP');
  });
  const terminated = new Promise<void>((resolve) => {
    // The second signal ends the process at once, as in a server without workers.
    process.once('SIGTERM', () => {
      process.once('SIGTERM', () => process.exit(1));
      resolve();
    });
  });
  return Promise.race([terminated, received(STOP)]);
}

/** Resolves when the primary sends this message. */
function received(wanted: string): Promise<void> {
  return new Promise((resolve) => {
    const listener = (message: unknown) => {
      if (message !== wanted) return;
      process.off('message', listener);
      resolve();
    };
    process.on('message', listener);
  });
}

/** Resolves when the report is sent, so that the process may exit. */
function report(message: StartReport): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected && process.send) process.send(message, () => resolve());
    else resolve();
  });
}
