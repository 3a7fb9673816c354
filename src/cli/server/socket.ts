import { setTimeout as wait } from 'node:timers/promises';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { credential } from './credential.ts';

/** Called when the connection is lost and when it is back. */
export interface ConnectionListener {
  lost(): void;
  regained(): void;
}

const RETRY_EVERY_MS = 1_000;
// A restart of the server takes less time than this.
const MAX_RETRIES = 60;
const KEEP_ALIVE_MS = 10_000;
const NORMAL_CLOSURE = 1000;

/**
 * Runs the work with a client of the server's socket, which is closed when the work ends or the signal is aborted. After a
 * lost connection the client connects and subscribes again.
 */
export async function* overSocket<T>(
  url: string,
  listener: ConnectionListener,
  work: (client: Client) => AsyncGenerator<T>,
  signal: AbortSignal,
): AsyncGenerator<T> {
  const client = connectTo(url, listener, signal);
  // `dispose` rejects if the client is connecting and fails.
  const leave = () => Promise.resolve(client.dispose()).catch(() => {});
  signal.addEventListener('abort', leave);
  try {
    yield* work(client);
  } finally {
    signal.removeEventListener('abort', leave);
    await leave();
  }
}

/** Resolves when it is time to try again, or when the signal is aborted. */
export function untilNextTry(signal: AbortSignal): Promise<void> {
  return wait(RETRY_EVERY_MS, undefined, { signal }).catch(() => {});
}

function connectTo(url: string, listener: ConnectionListener, signal: AbortSignal): Client {
  let deadline: NodeJS.Timeout | undefined;
  let isLost = false;
  const client: Client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: () => credential(),
    retryAttempts: MAX_RETRIES,
    shouldRetry: () => true,
    retryWait: () => untilNextTry(signal),
    keepAlive: KEEP_ALIVE_MS,
    on: {
      connected: () => {
        if (isLost) listener.regained();
        isLost = false;
      },
      closed: (event) => {
        clearTimeout(deadline);
        if (isLost || (isClosed(event) && event.code === NORMAL_CLOSURE)) return;
        isLost = true;
        listener.lost();
      },
      // Only a missing pong shows that the server is gone without closing the connection.
      ping: (received) => {
        if (!received) deadline = setTimeout(() => client.terminate(), KEEP_ALIVE_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(deadline);
      },
    },
  });
  return client;
}

/** Whether this is the close event of a socket. */
export function isClosed(error: unknown): error is { code: number; reason: string } {
  return typeof error === 'object' && error !== null && 'code' in error && 'reason' in error;
}
