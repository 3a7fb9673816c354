import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type Context, MessageType, type Server, type WebSocket as Spoken, stringifyMessage } from 'graphql-ws';
import { type RawData, WebSocket } from 'ws';
import { isNestedTooDeep, MAX_JSON_NESTING } from '../../../domain/shared/shapes/json-nesting.ts';
import { hasRepeatedKey } from '../../../domain/shared/shapes/repeated-keys.ts';
import type { Logger } from '../../logger.ts';
import type { SharedSocket } from '../fan-out/socket-sink.ts';
import type { Subscriber } from '../fan-out/subscriber.ts';
import { isAnonymous } from '../graphql/operation.ts';
import type { ConnectionAuth } from '../identity/connection-auth.ts';
import { ANONYMOUS_MAX_BYTES } from '../limits/anonymous-bodies.ts';
import { FloodGate } from '../limits/flood.ts';
import { CLOSE_CODES } from './close-codes.ts';
import { closeReason } from './close-reason.ts';
import type { Pinged } from './keep-alive.ts';
import { MessageTurns } from './message-turns.ts';
import { OperationIds } from './operation-ids.ts';

/** Time for a client to send `connection_init`. */
const GREETING_MS = 3_000;
/** Numbers the sockets of this process. */
let opened = 0;
const TOO_LARGE = `Without a credential a message may have ${ANONYMOUS_MAX_BYTES / 1024} KiB. Sign in, or send less.`;

const TOO_DEEP = `The message is nested deeper than ${MAX_JSON_NESTING} levels. Send it flatter.`;
const REPEATED_KEY = 'An object in the message holds the same key twice. Send each key once.';
const FOR_CLIENTS = 'Only a server sends messages of this type.';

/** What graphql-ws keeps of a connection. */
export type SocketContext = Context<Record<string, unknown>, GraphqlSocket>;

/** What all sockets share. */
export interface SocketHome {
  readonly logger: Logger;
  /** The error as a client may see it. */
  readonly tell: (error: GraphQLFormattedError) => GraphQLFormattedError;
  /** Called once, when the socket has closed. */
  readonly onClosed: (socket: GraphqlSocket) => void;
}

/**
 * One WebSocket, as graphql-ws, the fan-out and the keep-alive see it. There are thousands, and most only listen: so it is
 * one object, and the event listeners are functions that all sockets share.
 */
export class GraphqlSocket implements Spoken, Pinged, SharedSocket {
  /** Names it in log lines. */
  readonly number = ++opened;
  readonly ws: WebSocket;
  readonly socket: Socket;
  readonly address: string | null;
  /** The upgrade request; undefined once the client is admitted, so that its headers are not kept. */
  request: IncomingMessage | undefined;
  /** Undefined until the client is admitted. */
  caller: ConnectionAuth | undefined;
  readonly ids = new OperationIds();
  pingAt = 0;
  unansweredSince: number | undefined;
  private readonly home: SocketHome;
  private readonly gate: FloodGate;
  private readonly turns: MessageTurns;
  private greeting: NodeJS.Timeout | undefined;
  private context: SocketContext | undefined;
  private handleMessage: ((message: string) => Promise<void>) | undefined;
  private handleClose: ((code: number, reason: string) => Promise<void>) | undefined;

  constructor(ws: WebSocket, request: IncomingMessage, address: string | null, home: SocketHome) {
    this.ws = ws;
    this.socket = request.socket;
    this.address = address;
    this.request = request;
    this.home = home;
    this.gate = new FloodGate(ws);
    this.turns = new MessageTurns(ws, this.gate, (data) => this.handle(data));
    Object.assign(ws, { [OWNER]: this });
    ws.on('message', onMessage).on('ping', onPing).on('pong', onPong).on('error', onError).on('close', onClose);
  }

  get protocol(): string {
    return this.ws.protocol;
  }

  get isOpen(): boolean {
    return this.ws.readyState === WebSocket.OPEN;
  }

  /** Hands the connection to graphql-ws. The client has a moment to send `connection_init`. */
  open(graphql: Server<GraphqlSocket>): void {
    this.handleClose = graphql.opened(this, this);
    const late = () => this.close(CLOSE_CODES.GREETING_TIMEOUT.code, 'Connection initialisation timeout');
    this.greeting = setTimeout(late, GREETING_MS);
  }

  /** The client has sent `connection_init`. */
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
    this.ws.close(code, closeReason(reason));
  }

  onMessage(handle: (message: string) => Promise<void>): void {
    this.handleMessage = handle;
  }

  /** Whether the operation is still open. graphql-ws forgets it when the client ends it. */
  has(id: string): boolean {
    return this.context !== undefined && id in this.context.subscriptions;
  }

  /** Lets the subscriber serve the operation. graphql-ws ends it when the client completes the operation or goes. */
  begin(id: string, subscriber: Subscriber): void {
    if (this.context) this.context.subscriptions[id] = subscriber;
  }

  /** Tells the client that the subscriber has ended by itself, or the error it failed with. */
  end(id: string, subscriber: Subscriber, failure?: { readonly error: unknown }): void {
    const { subscriptions } = this.context ?? {};
    // The client has ended the operation: it expects no message.
    if (subscriptions?.[id] !== subscriber) return;
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
    this.turns.take(data);
  }

  /** Reads a message in its turn. */
  handle(data: RawData): void {
    if (this.isTooLong(data)) this.close(CLOSE_CODES.MESSAGE_TOO_BIG.code, TOO_LARGE);
    else this.read(String(data));
  }

  private isTooLong(data: RawData): boolean {
    const isKnown = this.caller !== undefined && !isAnonymous(this.caller.actor);
    return !isKnown && bytesIn(data) > ANONYMOUS_MAX_BYTES;
  }

  private read(message: string): void {
    // A ping is sent back with its payload.
    const fault = isNestedTooDeep(message) ? TOO_DEEP : hasRepeatedKey(message) && REPEATED_KEY;
    if (fault) {
      this.close(CLOSE_CODES.INVALID_MESSAGE.code, fault);
      return;
    }
    this.handleMessage?.(message).catch((error) => {
      // The client has gone, so the reply could not be sent.
      if (!this.isOpen) return this.failed(error);
      if (isForClients(error)) return this.close(CLOSE_CODES.INVALID_MESSAGE.code, FOR_CLIENTS);
      this.home.logger.error({ error, socket: this.number }, 'A message of a socket could not be handled');
      this.close(CLOSE_CODES.INTERNAL_ERROR.code, 'Internal server error');
    });
  }

  pinged(data: Buffer): void {
    if (this.isOpen) this.ws.pong(data);
    this.gate.pass();
  }

  ponged(): void {
    this.gate.pass();
    this.unansweredSince = undefined;
  }

  /** Mostly a mistake of the client, such as a message that is too long; the socket is closed with a code for it. */
  failed(error: Error): void {
    this.home.logger.debug({ error, socket: this.number }, 'WebSocket error');
  }

  closed(code: number, reason: string): void {
    this.stopWaiting();
    this.home.onClosed(this);
    this.handleClose?.(code, reason).catch((error) => this.failed(error));
  }

  private stopWaiting(): void {
    clearTimeout(this.greeting);
    this.greeting = undefined;
  }
}

/** Of the types of graphql-transport-ws, some are only sent by servers. graphql-ws throws for them. */
function isForClients({ message }: Error): boolean {
  return message.startsWith('Unexpected message of type ');
}

function bytesIn(data: RawData): number {
  return Array.isArray(data) ? data.reduce((sum, { length }) => sum + length, 0) : data.byteLength;
}

/** The property under which a WebSocket holds its GraphqlSocket. Closures per socket would take most of its memory. */
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
  ownerOf(this).ponged();
}

function onError(this: WebSocket, error: Error): void {
  ownerOf(this).failed(error);
}

function onClose(this: WebSocket, code: number, reason: Buffer): void {
  ownerOf(this).closed(code, String(reason));
}
