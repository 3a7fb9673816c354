import { setTimeout as wait } from 'node:timers/promises';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { credential } from './credential.ts';

/** Told when the connection breaks and when it stands again. */
export interface ConnectionNews {
  lost(): void;
  regained(): void;
}

const RETRY_EVERY_MS = 1_000;
// A restarting server is back well within this.
const MAX_RETRIES = 60;
const SILENCE_MS = 10_000;
const NORMAL_CLOSURE = 1000;

/**
 * What the work makes of a client of the server's socket, which is left when the work ends or the signal is aborted. A
 * broken connection is made again, and what was subscribed to is subscribed to anew.
 */
export async function* overSocket<T>(
  url: string,
  news: ConnectionNews,
  work: (client: Client) => AsyncGenerator<T>,
  signal: AbortSignal,
): AsyncGenerator<T> {
  const client = connectTo(url, news, signal);
  // A client that is just trying to connect tells of its failure here too.
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

function connectTo(url: string, news: ConnectionNews, signal: AbortSignal): Client {
  let deadline: NodeJS.Timeout | undefined;
  let isLost = false;
  const client: Client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: () => credential(),
    retryAttempts: MAX_RETRIES,
    shouldRetry: () => true,
    retryWait: () => untilNextTry(signal),
    keepAlive: SILENCE_MS,
    on: {
      connected: () => {
        if (isLost) news.regained();
        isLost = false;
      },
      closed: (event) => {
        clearTimeout(deadline);
        if (isLost || (isClosed(event) && event.code === NORMAL_CLOSURE)) return;
        isLost = true;
        news.lost();
      },
      // A peer that is gone without a word does not answer; nothing else would tell.
      ping: (received) => {
        if (!received) deadline = setTimeout(() => client.terminate(), SILENCE_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(deadline);
      },
    },
  });
  return client;
}

/** Whether this is what a socket says when it is closed. */
export function isClosed(error: unknown): error is { code: number; reason: string } {
  return typeof error === 'object' && error !== null && 'code' in error && 'reason' in error;
}
