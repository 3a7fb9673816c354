import { createGraphiQLFetcher, type Fetcher, isAsyncIterable } from '@graphiql/toolkit';
import { withEarlierResults } from './earlier-results.ts';
import { createResumingClient } from './resuming-client.ts';
import { authorization } from './session.ts';

const earlierResultsShown = 50;

/** Queries and mutations go to /graphql over HTTP, subscriptions to /graphql over graphql-ws, both with the headers typed in. */
export function playgroundFetcher({ protocol, host }: Location): Fetcher {
  let headers: Record<string, unknown> = {};
  const wsClient = createResumingClient({
    url: `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/graphql`,
    // The client connects per subscription, so headers changed in the editor hold from the next one on.
    connectionParams: () => headers,
  });
  const send = createGraphiQLFetcher({ url: '/graphql', wsClient, enableIncrementalDelivery: false });

  return async (params, options) => {
    // What is typed in goes before the session of the page.
    headers = { ...(await authorization()), ...options?.headers };
    const result = await send(params, { ...options, headers });
    return isAsyncIterable(result) ? withEarlierResults(result, earlierResultsShown) : result;
  };
}
