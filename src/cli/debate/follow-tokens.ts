import type { Client } from 'graphql-ws';
import { DebateTokensDocument, type DebateTokensSubscription } from '../generated/graphql.ts';
import { overSocket, untilNextTry } from '../server/socket.ts';
import type { TurnText } from './debate-event.ts';

const noNews = { lost() {}, regained() {} };

/**
 * What the speakers of the debate write, until the signal is aborted. Throws when the server has no such thing, or is gone
 * for good; pieces may be missing.
 */
export function followTokens(url: string, debateId: string, signal: AbortSignal): AsyncGenerator<TurnText> {
  return overSocket(url, noNews, (client) => texts(client, { debateId }, signal), signal);
}

async function* texts(client: Client, variables: { debateId: string }, signal: AbortSignal): AsyncGenerator<TurnText> {
  const payload = { query: DebateTokensDocument.toString(), variables };
  // A server that shuts down ends the subscription in good order, though the debate has not ended.
  while (!signal.aborted) {
    for await (const { data, errors } of client.iterate<DebateTokensSubscription>(payload)) {
      if (errors) throw errors;
      if (data?.debateTokens) yield data.debateTokens;
    }
    await untilNextTry(signal);
  }
}
