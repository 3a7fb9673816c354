import { setTimeout as wait } from 'node:timers/promises';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type ApiError, Refused, reasonOf } from './api.ts';
import type { DebateEvent } from './debate-event.ts';
import { CommandFailure } from './failure.ts';
import { DebateEventsDocument, type DebateEventsSubscription } from './generated/graphql.ts';

/** Told when the connection breaks and when it stands again. */
export interface ConnectionNews {
  lost(): void;
  regained(): void;
}

const RETRY_EVERY_MS = 1_000;
// A restarting server is back well within this.
const MOST_RETRIES = 60;
const SILENCE_MS = 10_000;
const NORMAL_CLOSURE = 1000;

/**
 * The debate's events from the start, each once, until the debate has ended or the signal is aborted. A broken
 * connection is taken up again behind the last event.
 */
export async function* followDebate(
  url: string,
  debateId: string,
  news: ConnectionNews,
  signal: AbortSignal,
): AsyncGenerator<DebateEvent> {
  const client = connectTo(url, news, signal);
  // A client that is just trying to connect tells of its failure here too.
  const leave = () => Promise.resolve(client.dispose()).catch(() => {});
  signal.addEventListener('abort', leave);
  try {
    yield* events(client, debateId, signal);
  } catch (error) {
    throw failureOf(error, url, debateId);
  } finally {
    signal.removeEventListener('abort', leave);
    await leave();
  }
}

async function* events(client: Client, debateId: string, signal: AbortSignal): AsyncGenerator<DebateEvent> {
  let last: DebateEvent | undefined;
  // Read anew for each subscription, those graphql-ws makes after a broken connection too.
  const variables = {
    debateId,
    get after() {
      return last?.cursor;
    },
  };
  // A server that shuts down ends the subscription in good order, though the debate has not ended.
  while (!signal.aborted) {
    for await (const { data, errors } of subscribe(client, variables)) {
      if (errors) throw errors;
      const event = data?.debateEvents;
      // What had arrived unread before the connection broke comes again.
      if (!event || event.seq <= (last?.seq ?? 0)) continue;
      last = event;
      yield event;
      if (event.__typename === 'DebateEnded') return;
    }
    await wait(RETRY_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}

function subscribe(client: Client, variables: Record<string, unknown>) {
  return client.iterate<DebateEventsSubscription>({ query: DebateEventsDocument.toString(), variables });
}

function connectTo(url: string, news: ConnectionNews, signal: AbortSignal): Client {
  let deadline: NodeJS.Timeout | undefined;
  let isLost = false;
  const client: Client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: MOST_RETRIES,
    shouldRetry: () => true,
    retryWait: () => wait(RETRY_EVERY_MS, undefined, { signal }).catch(() => {}),
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

function failureOf(error: unknown, url: string, debateId: string): Error {
  if (Array.isArray(error)) return new Refused(error as ApiError[]);
  const reason = isClosed(error) ? `closed with ${error.code} ${error.reason}`.trim() : reasonOf(error);
  const again = `aragora debate ${debateId}`;
  return new CommandFailure(`The connection to ${url} is lost (${reason}). The debate is stored: ${again}`);
}

function isClosed(error: unknown): error is { code: number; reason: string } {
  return typeof error === 'object' && error !== null && 'code' in error && 'reason' in error;
}
