import type { Client } from 'graphql-ws';
import { CommandFailure } from '../command/failure.ts';
import { DebateEventsDocument, type DebateEventsSubscription } from '../generated/graphql.ts';
import { type ApiError, Refused, reasonOf } from '../server/api.ts';
import { type ConnectionNews, isClosed, overSocket, untilNextTry } from '../server/socket.ts';
import type { DebateEvent } from './debate-event.ts';

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
  try {
    yield* overSocket(url, news, (client) => events(client, debateId, signal), signal);
  } catch (error) {
    throw failureOf(error, url, debateId);
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
    await untilNextTry(signal);
  }
}

function subscribe(client: Client, variables: Record<string, unknown>) {
  return client.iterate<DebateEventsSubscription>({ query: DebateEventsDocument.toString(), variables });
}

function failureOf(error: unknown, url: string, debateId: string): Error {
  if (Array.isArray(error)) return new Refused(error as ApiError[]);
  const reason = isClosed(error) ? `closed with ${error.code} ${error.reason}`.trim() : reasonOf(error);
  const again = `aragora debate ${debateId}`;
  return new CommandFailure(`The connection to ${url} is lost (${reason}). The debate is stored: ${again}`);
}
