import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import generated from './generated/possible-types.ts';

export function apolloClient(url: string, headers: { authorization?: string }) {
  const http = new HttpLink({ uri: url, headers });
  const socket = new GraphQLWsLink(createClient({ url: url.replace('http', 'ws'), connectionParams: headers }));
  return new ApolloClient({
    link: ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, socket, http),
    cache: new InMemoryCache({
      possibleTypes: generated.possibleTypes,
      typePolicies: {
        Query: { fields: { debates: relayStylePagination(['filter', 'orderBy']) } },
        Debate: { fields: { events: relayStylePagination() } },
        // Each event replaces the one before it. Without this line Apollo Client warns that fields may be lost.
        Subscription: { fields: { debateEvents: { merge: false } } },
      },
    }),
  });
}
