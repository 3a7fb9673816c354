import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import {
  CloseCode,
  type Context,
  MessageType,
  type Server,
  type WebSocket as Spoken,
  stringifyMessage,
} from 'graphql-ws';
import { type RawData, WebSocket } from 'ws';
import type { Logger } from '../../logger.ts';
import type { SharedSocket } from '../fan-out/socket-sink.ts';
import type { Subscriber } from '../fan-out/subscriber.ts';
import { isNobody } from '../graphql/operation.ts';
import type { ConnectionAuth } from '../identity/connection-auth.ts';
import { ANONYMOUS_MAX_BYTES } from '../limits/anonymous-bodies.ts';
import { FloodGate } from '../limits/flood.ts';
import type { Pinged } from './keep-alive.ts';
import { OperationIds } from './operation-ids.ts';

/** How long a client may take to say who it is; then its socket is closed with 4408. */
const GREETING_MS = 3_000;
const MESSAGE_TOO_BIG = 1009;
const TOO_LARGE = `Without a credential a message may have ${ANONYMOUS_MAX_BYTES / 1024} KiB. Sign in, or send less.`;

/** What a client says of itself, and the socket it says it on. */
export type SocketContext = Context<Record<string, unknown>, GraphqlSocket>;

/** What all sockets have together. */
export interface SocketHome {
  readonly logger: Logger;
  /** The error as a client is told of it. */
  readonly tell: (error: GraphQLFormattedError) => GraphQLFormattedError;
  /** Called once, when the socket has closed. */
  readonly onClosed: (socket: GraphqlSocket) => void;
}

/**
 * One WebSocket, as graphql-ws, the fan-out and the keep-alive see it. Thousands are kept, most of which only listen: so
 * it is one object, and what hears its events is the same for all.
 */
export class GraphqlSocket implements Spoken, Pinged, SharedSocket {
  readonly ws: WebSocket;
  readonly socket: Socket;
  readonly address: string | null;
  /** What it was opened with; undefined once its client was let in: it would be kept with all its headers. */
  request: IncomingMessage | undefined;
  /** Who is on it; undefined until it was let in. */
  caller: ConnectionAuth | undefined;
  readonly ids = new OperationIds();
  pingAt = 0;
  unansweredSince: number | undefined;
  private readonly home: SocketHome;
  private readonly gate: FloodGate;
  private greeting: NodeJS.Timeout | undefined;
  private context: SocketContext | undefined;
  private hear: ((message: string) => Promise<void>) | undefined;
  private leave: ((code: number, reason: string) => Promise<void>) | undefined;

  constructor(ws: WebSocket, request: IncomingMessage, address: string | null, home: SocketHome) {
    this.ws = ws;
    this.socket = request.socket;
    this.address = address;
    this.request = request;
    this.home = home;
    this.gate = new FloodGate(ws);
    Object.assign(ws, { [OWNER]: this });
    ws.on('message', onMessage).on('ping', onPing).on('pong', onPong).on('error', onError).on('close', onClose);
  }

  get protocol(): string {
    return this.ws.protocol;
  }

  get isOpen(): boolean {
    return this.ws.readyState === WebSocket.OPEN;
  }

  /** Has graphql-ws speak with the client, which has a moment to say who it is. */
  open(graphql: Server<GraphqlSocket>): void {
    this.leave = graphql.opened(this, this);
    const late = () => this.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout');
    this.greeting = setTimeout(late, GREETING_MS);
  }

  /** The client has said who it is. */
  greeted(context: SocketContext): void {
    this.context = context;
    this.stopWaiting();
  }

  send(message: string): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.isOpen) this.ws.send(message, (error) => (error ? reject(error) : resolve()));
      else resolve();
    });
  }

  close(code: number, reason: string): void {
    this.ws.close(code, reason);
  }

  onMessage(hear: (message: string) => Promise<void>): void {
    this.hear = hear;
  }

  /** Whether the client has not ended the operation, which graphql-ws forgets then. */
  has(id: string): boolean {
    return this.context !== undefined && id in this.context.subscriptions;
  }

  /** Has the member answer the operation, as which graphql-ws ends it when its client says so or goes. */
  begin(id: string, member: Subscriber): void {
    if (this.context) this.context.subscriptions[id] = member;
  }

  /** The member has ended by itself: the client is told so, or else what it failed with. */
  end(id: string, member: Subscriber, failure?: { readonly error: unknown }): void {
    const { subscriptions } = this.context ?? {};
    // What was ended by the client is not answered.
    if (subscriptions?.[id] !== member) return;
    delete subscriptions[id];
    const message = failure
      ? stringifyMessage<MessageType.Error>({ id, type: MessageType.Error, payload: [this.told(failure.error)] })
      : stringifyMessage<MessageType.Complete>({ id, type: MessageType.Complete });
    this.send(message).catch((error) => this.failed(error));
  }

  private told(error: unknown): GraphQLFormattedError {
    const originalError = error instanceof Error ? error : new Error(String(error));
    return this.home.tell(new GraphQLError(originalError.message, { originalError }));
  }

  heard(data: RawData): void {
    this.gate.pass();
    if (this.isTooLong(data)) this.close(MESSAGE_TOO_BIG, TOO_LARGE);
    else this.read(String(data));
  }

  private isTooLong(data: RawData): boolean {
    const isKnown = this.caller !== undefined && !isNobody(this.caller.actor);
    return !isKnown && bytesIn(data) > ANONYMOUS_MAX_BYTES;
  }

  private read(message: string): void {
    this.hear?.(message).catch((error) => {
      // Whoever has gone could not be told its answer.
      if (!this.isOpen) return this.failed(error);
      this.home.logger.error({ error }, 'A message of a socket could not be answered');
      this.close(CloseCode.InternalServerError, 'Internal server error');
    });
  }

  pinged(data: Buffer): void {
    if (this.isOpen) this.ws.pong(data);
    this.gate.pass();
  }

  answered(): void {
    this.gate.pass();
    this.unansweredSince = undefined;
  }

  /** Mostly a mistake of its client, such as too long a message; it is closed with a code that says so. */
  failed(error: Error): void {
    this.home.logger.debug({ error }, 'WebSocket error');
  }

  closed(code: number, reason: string): void {
    this.stopWaiting();
    this.home.onClosed(this);
    this.leave?.(code, reason).catch((error) => this.failed(error));
  }

  private stopWaiting(): void {
    clearTimeout(this.greeting);
    this.greeting = undefined;
  }
}

function bytesIn(data: RawData): number {
  return Array.isArray(data) ? data.reduce((sum, { length }) => sum + length, 0) : data.byteLength;
}

/** Under this each WebSocket knows what it belongs to; closures in its place would take more memory than all the rest. */
const OWNER = Symbol('owner');

function ownerOf(ws: WebSocket): GraphqlSocket {
  return (ws as unknown as Record<typeof OWNER, GraphqlSocket>)[OWNER];
}

function onMessage(this: WebSocket, data: RawData): void {
  ownerOf(this).heard(data);
}

function onPing(this: WebSocket, data: Buffer): void {
  ownerOf(this).pinged(data);
}

function onPong(this: WebSocket): void {
  ownerOf(this).answered();
}

function onError(this: WebSocket, error: Error): void {
  ownerOf(this).failed(error);
}

function onClose(this: WebSocket, code: number, reason: Buffer): void {
  ownerOf(this).closed(code, String(reason));
}
