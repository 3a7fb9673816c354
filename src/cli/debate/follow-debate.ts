import type { Client } from 'graphql-ws';
import { CommandFailure } from '../command/failure.ts';
import { DebateEventsDocument, type DebateEventsSubscription } from '../generated/graphql.ts';
import { type ApiError, ApiFailure, reasonOf } from '../server/api.ts';
import { type ConnectionListener, isClosed, overSocket, untilNextTry } from '../server/socket.ts';
import type { DebateEvent } from './debate-event.ts';

/**
 * The events of the debate from the start, each once, until the debate has ended or the signal is aborted. After a lost
 * connection it continues after the last event.
 */
export async function* followDebate(
  url: string,
  debateId: string,
  listener: ConnectionListener,
  signal: AbortSignal,
): AsyncGenerator<DebateEvent> {
  try {
    yield* overSocket(url, listener, (client) => events(client, debateId, signal), signal);
  } catch (error) {
    throw failureOf(error, url, debateId);
  }
}

async function* events(client: Client, debateId: string, signal: AbortSignal): AsyncGenerator<DebateEvent> {
  let last: DebateEvent | undefined;
  // graphql-ws reads the getter for each subscription, also when it reconnects.
  const variables = {
    debateId,
    get after() {
      return last?.cursor;
    },
  };
  // A server that shuts down completes the subscription although the debate has not ended.
  while (!signal.aborted) {
    for await (const { data, errors } of subscribe(client, variables)) {
      if (errors) throw errors;
      const event = data?.debateEvents;
      // Events that arrived before the connection was lost but were not read are sent again.
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
  if (Array.isArray(error)) return new ApiFailure(error as ApiError[]);
  const reason = isClosed(error) ? `closed with ${error.code} ${error.reason}`.trim() : reasonOf(error);
  const command = `aragora debate ${debateId}`;
  return new CommandFailure(
    `The connection to ${url} is lost (${reason}). The debate is stored. Watch it with: ${command}`,
  );
}
