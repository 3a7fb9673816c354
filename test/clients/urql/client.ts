import { Client, cacheExchange, type Exchange, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-ws';

export function urqlClient(url: string, headers: { authorization?: string }, cache: Exchange = cacheExchange): Client {
  const socket = createClient({ url: url.replace('http', 'ws'), connectionParams: headers });
  const subscriptions = subscriptionExchange({
    forwardSubscription: ({ query = '', ...request }) => ({
      subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, ...request }, sink) }),
    }),
  });
  return new Client({ url, fetchOptions: { headers }, exchanges: [cache, fetchExchange, subscriptions] });
}
