import type { ExecutionResult } from 'graphql';
import { type Client, type ClientOptions, createClient } from 'graphql-ws';

/**
 * A graphql-ws client whose subscriptions go on behind the last event after a lost connection, where the operation takes
 * `$after` and its events carry a `cursor`. The library would start them from the beginning.
 */
export function createResumingClient(options: ClientOptions): Client {
  // Without it the library gives up for good when it finds no server, as while one restarts.
  const client = createClient({ shouldRetry: () => true, ...options });
  return {
    ...client,
    subscribe: (payload, sink) => {
      const variables = { ...payload.variables };
      const next: typeof sink.next = (result) => {
        const cursor = cursorOf(result as ExecutionResult);
        if (cursor !== undefined && payload.query.includes('$after')) variables.after = cursor;
        sink.next(result);
      };
      // The library reads the payload again for every connection.
      return client.subscribe({ ...payload, variables }, { ...sink, next });
    },
  };
}

function cursorOf({ data }: ExecutionResult): unknown {
  const [event] = Object.values(data ?? {});
  return typeof event === 'object' && event !== null && 'cursor' in event ? event.cursor : undefined;
}
