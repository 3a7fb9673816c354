import { type Client, createClient, type FormattedExecutionResult } from 'graphql-ws';
import { type ClientOptions, WebSocket } from 'ws';
import {
  DebateEventsDocument,
  type DebateEventsSubscription,
  type DebateEventsSubscriptionVariables,
  type TypedDocumentString,
} from '../../../../src/cli/generated/graphql.ts';
import { AUTHORIZED } from '../../../support/credentials.ts';
import type { Response } from './requests.ts';

export type DebateEvent = DebateEventsSubscription['debateEvents'];

/** The official client, as a front end uses it. */
export function aClient(url: string): Client {
  const address = `${url.replace(/^http/, 'ws')}/graphql`;
  return createClient({ url: address, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: AUTHORIZED });
}

/** What an operation on the client brings. Ends with an error when the server answers one. */
export function iterate<Data, Variables>(
  client: Client,
  document: TypedDocumentString<Data, Variables> | string,
  variables?: Variables,
): AsyncIterableIterator<FormattedExecutionResult<Data, unknown>> {
  const payload = { query: String(document), variables: variables as Record<string, unknown> };
  return client.iterate<Data>(payload);
}

/** The events of a debate, as they come. */
export async function* follow(client: Client, variables: DebateEventsSubscriptionVariables) {
  for await (const { data, errors } of iterate(client, DebateEventsDocument, variables)) {
    if (!data) throw new Error(JSON.stringify(errors));
    yield data.debateEvents as DebateEvent;
  }
}

/** All events of a debate until its end; `onEvent` sees each as it comes. */
export async function eventsOf(
  url: string,
  variables: DebateEventsSubscriptionVariables,
  onEvent: (event: DebateEvent) => void = () => {},
): Promise<DebateEvent[]> {
  const client = aClient(url);
  const events: DebateEvent[] = [];
  for await (const event of follow(client, variables)) {
    events.push(event);
    onEvent(event);
  }
  await client.dispose();
  return events;
}

/** The errors with which the server ended an operation on this client. */
export async function refusalOf(items: AsyncIterable<unknown>): Promise<readonly { code: unknown; message: string }[]> {
  try {
    for await (const _ of items);
  } catch (errors) {
    if (!Array.isArray(errors)) throw errors;
    return errors.map(({ message, extensions }) => ({ code: extensions?.code, message }));
  }
  throw new Error('It was not refused.');
}

export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
  readonly message?: string;
}

/** A bare socket that keeps what it is sent. */
export class RawSocket {
  readonly socket: WebSocket;
  readonly opened: Promise<void>;
  readonly closed: Promise<{ code: number; reason: string }>;
  private readonly received: string[] = [];
  private wake: () => void = () => {};

  constructor(url: string, protocols: string[] = ['graphql-transport-ws'], options: ClientOptions = {}) {
    this.socket = new WebSocket(url, protocols, options);
    this.opened = new Promise((resolve, reject) => this.socket.once('open', resolve).once('error', reject));
    this.opened.catch(() => {});
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code, reason) => {
        resolve({ code, reason: String(reason) });
        this.wake();
      });
    });
    this.socket.on('message', (data) => {
      this.received.push(String(data));
      this.wake();
    });
  }

  send(message: object | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** The next message, parsed. */
  async next(): Promise<Message> {
    while (this.received.length === 0) {
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error('The socket was closed.');
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return JSON.parse(this.received.shift() ?? '');
  }

  /** The next message of this operation; what the others are sent meanwhile is dropped. */
  async nextOf(id: string): Promise<Message> {
    for (;;) {
      const message = await this.next();
      if (message.id === id) return message;
    }
  }

  /** Opens the socket and greets the server, as the protocol demands. */
  async greet(): Promise<this> {
    await this.opened;
    this.send({ type: 'connection_init', payload: AUTHORIZED });
    await this.next();
    return this;
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }
}

/** With what the server refuses to make this a socket; 101 when it does not refuse. */
export function upgradeAnswer(url: string, headers: Record<string, string>): Promise<Response> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, ['graphql-transport-ws'], { headers });
    socket.once('open', () => {
      socket.close();
      resolve({ status: 101, headers: {}, text: '' });
    });
    socket.once('error', reject);
    socket.once('unexpected-response', (_request, response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
  });
}
