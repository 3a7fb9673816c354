import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ExecutionArgs, GraphQLError, subscribe } from 'graphql';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, type SubscribePayload } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { type ServerOptions, WebSocket, WebSocketServer } from 'ws';
import { ANONYMOUS } from '../../domain/access/actor.ts';
import { type Logger, logScope } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { GraphqlApi, OperationContext } from './api.ts';
import type { CallerWatch } from './caller-watch.ts';
import { type CallersOptions, refusal } from './callers.ts';
import { GRACE_MS } from './close.ts';
import type { FanOut, Subscribed } from './fan-out/fan-out.ts';
import { SocketSink } from './fan-out/socket-sink.ts';
import { executeWithCost, toldBy } from './graphql-answer.ts';
import { endWhenGone } from './keep-alive.ts';
import { isRefused } from './limits/document-cache.ts';
import { closeWhenFlooded } from './limits/flood.ts';
import type { OpenConnections } from './limits/open-connections.ts';
import type { RateLimits } from './limits/rate-limits.ts';
import { retryAfter, tooManyConnections, tooMuch } from './limits/too-much.ts';
import type { Operations, ReadOperation } from './operation.ts';
import { type Answer, answerWhileHeld, type Hold, never, OperationIds } from './operation-ids.ts';
import { lastingRequestId } from './request-id.ts';
import { SocketCaller, type SocketCallerPorts } from './socket-caller.ts';

const UNACCEPTABLE_PROTOCOL = 4406;
/** How long a client may take to say who it is; then its socket is closed with 4408. */
const GREETING_MS = 3_000;
/** Of one socket, at a time. */
const MOST_OPERATIONS = 100;
/** The library's own takes a slow reader for one that is gone, and ends it without a word. */
const OWN_KEEP_ALIVE = 0;
/** Longer than it takes the fan-out to let a slow reader go, and to tell it where to go on. */
const FAN_OUT_FIRST_MS = 10_000;
/** One that is longer would be copied into too many messages at a time. */
const LONGEST_SHARED_ID = 200;
/** A client that does not answer a close within this is not waited for. */
const GOODBYE_MS = 5_000;
/** What may wait in memory for a client to read it. */
const MOST_UNREAD_BYTES = 8 * 1024 * 1024;
const HINT = `Connect with the subprotocol ${GRAPHQL_TRANSPORT_WS_PROTOCOL}: wscat -s ${GRAPHQL_TRANSPORT_WS_PROTOCOL}`;

interface WebSocketOptions extends CallersOptions, SocketCallerPorts {
  readonly api: GraphqlApi;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly maxMessageBytes: number;
  /** How long the fan-out waits for a reader. */
  readonly slowReaderMs: number;
  readonly fanOut: FanOut;
  readonly watch: CallerWatch;
  readonly operations: Operations;
  readonly rateLimits: RateLimits;
  readonly connections: OpenConnections;
}

/** What a socket of ours carries. */
interface OwnExtra {
  caller?: SocketCaller;
  ids?: OperationIds;
}
type SocketExtra = Extra & OwnExtra;

/** An operation, and where it came from. */
interface SocketArgs extends ReadOperation {
  readonly extra: SocketExtra;
  readonly id: string;
  readonly hold: Hold;
}

/** GraphQL over WebSocket (graphql-transport-ws), for any number of HTTP servers. */
export class GraphqlSockets {
  private readonly options: WebSocketOptions;
  private readonly sockets: WebSocketServer;
  private readonly graphql: { dispose(): void | Promise<void> };

  constructor(options: WebSocketOptions) {
    this.options = options;
    // Not all are among its types.
    const own: ServerOptions & { closeTimeout: number; maxPendingAutoPongs: number } = {
      noServer: true,
      maxPayload: options.maxMessageBytes,
      // Compression would cost more than it saves on small frames, and opens the door to bombs.
      perMessageDeflate: false,
      closeTimeout: GOODBYE_MS,
      // It would end the connection without a word; pings are counted as all messages are.
      maxPendingAutoPongs: 0,
    };
    this.sockets = new WebSocketServer(own);
    this.graphql = this.serveGraphql();
  }

  /** Takes WebSocket connections of the server at this path. */
  attach(server: Server, path: string): void {
    server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => {});
      const reason = refusal(request.headers, this.options);
      if (reason !== undefined) return turnAway(socket, '403 Forbidden', reason);
      if (request.url?.split('?')[0] !== path) return turnAway(socket, '404 Not Found', `The socket is at ${path}.`);
      this.upgrade(request, socket, head).catch((error) => {
        this.options.logger.error({ error }, 'A socket could not be opened');
        socket.destroy();
      });
    });
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const address = this.options.credentials.addressOf(request);
    // Counted from here on: whoever opens sockets faster than they are answered has as many open.
    const leave = this.options.connections.enter(address);
    if (!leave) return turnBack(socket, tooManyConnections());
    socket.once('close', leave);
    const flooded = await this.count(address);
    if (flooded) return turnBack(socket, flooded);
    if (!socket.destroyed) this.sockets.handleUpgrade(request, socket, head, (ws) => this.welcome(ws, request));
  }

  /** Tells every client to reconnect, and closes the sockets. */
  async close(): Promise<void> {
    const late = setTimeout(() => {
      for (const ws of this.sockets.clients) ws.terminate();
    }, GRACE_MS);
    await this.graphql.dispose();
    clearTimeout(late);
    this.sockets.close();
  }

  /** Counts a socket or an operation for its address, before anything is done for it; the error when there were too many. */
  private async count(address: string | null): Promise<GraphQLError | undefined> {
    const taken = await this.options.rateLimits.forAddress(address);
    return taken?.isRefused ? tooMuch(taken.allowance.resetAt) : undefined;
  }

  private async admit(extra: SocketExtra, params: Readonly<Record<string, unknown>> | undefined): Promise<boolean> {
    const { socket, request } = extra;
    const caller = await SocketCaller.on(socket, request, params, this.options);
    // Whoever has gone meanwhile will not be heard to go.
    if (!caller || socket.readyState !== WebSocket.OPEN) return false;
    extra.caller = caller;
    // As long as the socket lasts, the request would be kept with all its headers.
    Object.assign(extra, { request: { socket: request.socket } });
    socket.once('close', this.options.watch.add(caller));
    return true;
  }

  private welcome(ws: WebSocket, request: IncomingMessage): void {
    ws.once('close', this.options.metrics.socketOpened());
    closeWhenFlooded(ws);
    endWhenGone(ws, request.socket, this.options.slowReaderMs + FAN_OUT_FIRST_MS);
    if (ws.protocol === GRAPHQL_TRANSPORT_WS_PROTOCOL) this.sockets.emit('connection', ws, request);
    else {
      // A person with a bare wscat is to be able to read what is wrong.
      ws.send(JSON.stringify({ type: 'error', message: HINT }));
      ws.close(UNACCEPTABLE_PROTOCOL, HINT);
    }
    // In place of what graphql-ws does, which takes a client's mistake, such as too long a message, for one of ours.
    ws.removeAllListeners('error').on('error', (error) => this.options.logger.debug({ error }, 'WebSocket error'));
  }

  private read(payload: SubscribePayload, extra: SocketExtra) {
    const { api, operations } = this.options;
    const caller = extra.caller ?? { actor: ANONYMOUS, address: null };
    return operations.read(payload, api.contextFor(lastingRequestId(), caller));
  }

  private async subscribe(args: SocketArgs): Promise<Subscribed> {
    const { extra, id, query } = args;
    if (id.length > LONGEST_SHARED_ID) return (await named(args, () => subscribe(args))) as Subscribed;
    const sink = new SocketSink(extra.socket, extra.request.socket, id);
    return this.options.fanOut.subscribe({ args, query, sink });
  }

  private serveGraphql() {
    const { api } = this.options;
    const tell = toldBy(api);
    return useServer<Record<string, unknown>, OwnExtra & Record<PropertyKey, unknown>>(
      {
        schema: api.schema,
        connectionInitWaitTimeout: GREETING_MS,
        onConnect: ({ extra, connectionParams }) => this.admit(extra, connectionParams),
        onSubscribe: async (context, id, payload) => {
          const { extra } = context;
          extra.ids ??= new OperationIds();
          const hold = extra.ids.take(id);
          // Until the rest of the packet has been read.
          await undefined;
          if (!hold.isHeld) return never();
          // Whoever does not read is let go; it can resume behind the last event it has.
          if (extra.socket.bufferedAmount > MOST_UNREAD_BYTES) extra.socket.terminate();
          const isOneTooMany = Object.keys(context.subscriptions).length > MOST_OPERATIONS;
          const first = (await this.count(extra.caller?.address ?? null)) ?? (isOneTooMany && tooManyOperations());
          const read = first ? [first] : this.read(payload, extra);
          const refusal = isRefused(read) ? undefined : await this.options.operations.pay(read);
          // While that was counted it may have been ended, with its socket or by itself, and another have its id.
          const isWanted = id in context.subscriptions && extra.socket.readyState === WebSocket.OPEN;
          if (!isWanted) hold.release();
          if (!hold.isHeld) return never();
          if (!refusal && !isRefused(read)) return lasting({ ...read, extra, id, hold }, payload);
          hold.release();
          return isRefused(read) ? read : refusal && [refusal];
        },
        execute: (args) => answer(args as SocketArgs, () => executeWithCost(args as SocketArgs)),
        subscribe: (args) => answerWhileHeld((args as SocketArgs).hold, () => this.subscribe(args as SocketArgs)),
        onNext: (_ctx, _id, _payload, args, result) =>
          result.errors ? named(args, () => ({ ...result, errors: result.errors?.map(tell) })) : undefined,
        onError: (_ctx, _id, _payload, errors) => errors.map(tell),
      },
      this.sockets,
      OWN_KEEP_ALIVE,
    );
  }
}

function tooManyOperations(): GraphQLError {
  const message = `There are ${MOST_OPERATIONS} operations on this socket. End some, or open another socket.`;
  return new GraphQLError(message, { extensions: { code: 'LIMIT_REACHED' } });
}

/** graphql-ws keeps what it was sent for as long as the operation lasts: thousands of the same text, unless they share it. */
function lasting(args: SocketArgs, payload: { query: string }): SocketArgs {
  payload.query = args.query;
  return args;
}

function answer(args: SocketArgs, work: () => Answer | Promise<Answer>): Promise<Answer> {
  return named(args, () => answerWhileHeld(args.hold, work));
}

/** Has the log lines of an operation carry its request id. */
function named<T>({ contextValue }: ExecutionArgs, work: () => T): T {
  return logScope.run({ requestId: (contextValue as OperationContext).requestId }, work);
}

function turnBack(socket: Duplex, refusal: GraphQLError): void {
  turnAway(socket, '429 Too Many Requests', refusal.message, retryAfter(refusal));
}

function turnAway(socket: Duplex, status: string, reason: string, more: Readonly<Record<string, string>> = {}): void {
  const body = `${reason}\n`;
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
    ...more,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n${body}`);
}
