import type { Client } from 'graphql-ws';
import { DebateTokensDocument, type DebateTokensSubscription } from '../generated/graphql.ts';
import { overSocket, untilNextTry } from '../server/socket.ts';
import type { TurnText } from './debate-event.ts';

const noListener = { lost() {}, regained() {} };

/**
 * The live text of the debate until the signal is aborted. Pieces may be missing. Throws if the server offers no live text
 * or stays unreachable.
 */
export function followTokens(url: string, debateId: string, signal: AbortSignal): AsyncGenerator<TurnText> {
  return overSocket(url, noListener, (client) => texts(client, { debateId }, signal), signal);
}

async function* texts(client: Client, variables: { debateId: string }, signal: AbortSignal): AsyncGenerator<TurnText> {
  const payload = { query: DebateTokensDocument.toString(), variables };
  // A server that shuts down completes the subscription although the debate has not ended.
  while (!signal.aborted) {
    for await (const { data, errors } of client.iterate<DebateTokensSubscription>(payload)) {
      if (errors) throw errors;
      if (data?.debateTokens) yield data.debateTokens;
    }
    await untilNextTry(signal);
  }
}
