import { createClient, type Sink } from 'graphql-ws';
import {
  Environment,
  type FetchFunction,
  Network,
  Observable,
  RecordSource,
  Store,
  type SubscribeFunction,
} from 'relay-runtime';

export function relayEnvironment(url: string, headers: { authorization?: string }): Environment {
  const ask: FetchFunction = async ({ text: query }, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return response.json();
  };
  const socket = createClient({ url: url.replace('http', 'ws'), connectionParams: headers });
  const subscribe: SubscribeFunction = ({ text, name: operationName }, variables) =>
    Observable.create((sink) =>
      socket.subscribe({ query: text ?? '', operationName, variables }, sink as Sink<unknown>),
    );
  return new Environment({ network: Network.create(ask, subscribe), store: new Store(new RecordSource()) });
}
