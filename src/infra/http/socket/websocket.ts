import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ExecutionArgs, GraphQLError, subscribe } from 'graphql';
import {
  GRAPHQL_TRANSPORT_WS_PROTOCOL,
  type Server as GraphqlServer,
  handleProtocols,
  makeServer,
  type SubscribePayload,
} from 'graphql-ws';
import { type ServerOptions, WebSocketServer } from 'ws';
import { ANONYMOUS } from '../../../domain/access/actor.ts';
import { type Logger, logScope } from '../../logger.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { RateLimits } from '../../rate-limits/rate-limits.ts';
import { GRACE_MS } from '../close.ts';
import type { FanOut, Subscribed } from '../fan-out/fan-out.ts';
import { SocketSink } from '../fan-out/socket-sink.ts';
import { Subscriber } from '../fan-out/subscriber.ts';
import type { GraphqlApi, OperationContext } from '../graphql/api.ts';
import { executeWithCost, toldBy } from '../graphql/graphql-answer.ts';
import type { Operations, ReadOperation } from '../graphql/operation.ts';
import { ConnectionAuth, type ConnectionAuthPorts } from '../identity/connection-auth.ts';
import { type OriginCheckOptions, originRefusal } from '../identity/origin-check.ts';
import type { Revalidator } from '../identity/revalidator.ts';
import { isRefused } from '../limits/document-cache.ts';
import type { OpenConnections } from '../limits/open-connections.ts';
import { tooManyConnections, tooMuch } from '../limits/too-much.ts';
import { lastingRequestId } from '../request-id.ts';
import { GraphqlSocket, type SocketContext, type SocketHome } from './graphql-socket.ts';
import { KeepAlive } from './keep-alive.ts';
import { type Answer, answerWhileHeld, type Hold, never } from './operation-ids.ts';
import { turnAway, turnAwayForNow } from './reject-upgrade.ts';

const UNACCEPTABLE_PROTOCOL = 4406;
const GOING_AWAY = 1001;
/** Of one socket, at a time. */
const MAX_OPERATIONS = 100;
/** Longer than it takes the fan-out to let a slow reader go, and to tell it where to go on. */
const FAN_OUT_FIRST_MS = 10_000;
/** One that is longer would be copied into too many messages at a time. */
const MAX_SHARED_ID = 200;
/** A client that does not answer a close within this is not waited for. */
const GOODBYE_MS = 5_000;
/** What may wait in memory for a client to read it. */
const MAX_BUFFERED_BYTES = 8 * 1024 * 1024;
const HINT = `Connect with the subprotocol ${GRAPHQL_TRANSPORT_WS_PROTOCOL}: wscat -s ${GRAPHQL_TRANSPORT_WS_PROTOCOL}`;

interface WebSocketOptions extends OriginCheckOptions, ConnectionAuthPorts {
  readonly api: GraphqlApi;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly maxMessageBytes: number;
  /** How long the fan-out waits for a reader. */
  readonly slowReaderMs: number;
  readonly fanOut: FanOut;
  readonly watch: Revalidator;
  readonly operations: Operations;
  readonly rateLimits: RateLimits;
  readonly connections: OpenConnections;
}

/** An operation, and where it came from. */
interface SocketArgs extends ReadOperation {
  readonly socket: GraphqlSocket;
  readonly id: string;
  readonly hold: Hold;
}

/** GraphQL over WebSocket (graphql-transport-ws), for any number of HTTP servers. */
export class GraphqlSockets {
  private readonly options: WebSocketOptions;
  private readonly sockets: WebSocketServer;
  private readonly graphql: GraphqlServer<GraphqlSocket>;
  private readonly keepAlive: KeepAlive<GraphqlSocket>;
  private readonly home: SocketHome;

  constructor(options: WebSocketOptions) {
    this.options = options;
    // Not all are among its types.
    const own: ServerOptions & { closeTimeout: number } = {
      noServer: true,
      maxPayload: options.maxMessageBytes,
      // Compression would cost more than it saves on small frames, and opens the door to bombs.
      perMessageDeflate: false,
      closeTimeout: GOODBYE_MS,
      // What it would keep for these, for each socket, is here already.
      autoPong: false,
      clientTracking: false,
      handleProtocols,
    };
    this.sockets = new WebSocketServer(own);
    this.graphql = this.serveGraphql();
    this.keepAlive = new KeepAlive(options.slowReaderMs + FAN_OUT_FIRST_MS);
    const onClosed = (socket: GraphqlSocket) => this.forget(socket);
    this.home = { logger: options.logger, tell: toldBy(options.api), onClosed };
  }

  /** Takes WebSocket connections of the server at this path. */
  attach(server: Server, path: string): void {
    server.on('upgrade', (request, socket, head) => {
      socket.on('error', ignore);
      const reason = originRefusal(request.headers, this.options);
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
    if (!this.options.connections.enter(address)) return turnAwayForNow(socket, tooManyConnections());
    const leave = () => this.options.connections.leave(address);
    socket.once('close', leave);
    const flooded = await this.count(address);
    if (flooded) return turnAwayForNow(socket, flooded);
    if (socket.destroyed) return;
    this.sockets.handleUpgrade(request, socket, head, (ws) => {
      // From here on the WebSocket tells when it closes, and of errors.
      socket.off('close', leave).off('error', ignore);
      this.welcome(new GraphqlSocket(ws, request, address, this.home));
    });
  }

  /** Tells every client to reconnect, and closes the sockets. */
  async close(): Promise<void> {
    this.sockets.close();
    const open = [...this.keepAlive.all].map(({ ws }) => ws);
    const closed = open.map((ws) => new Promise((resolve) => ws.once('close', resolve)));
    const late = setTimeout(() => {
      for (const ws of open) ws.terminate();
    }, GRACE_MS);
    for (const ws of open) ws.close(GOING_AWAY, 'Going away');
    await Promise.all(closed);
    clearTimeout(late);
  }

  /** Counts a socket or an operation for its address, before anything is done for it; the error when there were too many. */
  private async count(address: string | null): Promise<GraphQLError | undefined> {
    const taken = await this.options.rateLimits.forAddress(address);
    return taken?.isRefused ? tooMuch(taken.allowance.resetAt) : undefined;
  }

  private async admit(socket: GraphqlSocket, context: SocketContext): Promise<boolean> {
    socket.greeted(context);
    const { ws, request } = socket;
    // Never so: graphql-ws refuses a second greeting by itself, and until the first one the request is kept.
    if (!request) return false;
    const caller = await ConnectionAuth.on(ws, request, context.connectionParams, this.options);
    // Whoever has gone meanwhile will not be heard to go.
    if (!caller || !socket.isOpen) return false;
    socket.caller = caller;
    socket.request = undefined;
    this.options.watch.add(caller);
    return true;
  }

  private welcome(socket: GraphqlSocket): void {
    this.options.metrics.socketOpened();
    this.keepAlive.add(socket);
    if (socket.protocol === GRAPHQL_TRANSPORT_WS_PROTOCOL) socket.open(this.graphql);
    else {
      // A person with a bare wscat is to be able to read what is wrong.
      socket.ws.send(JSON.stringify({ type: 'error', message: HINT }));
      socket.close(UNACCEPTABLE_PROTOCOL, HINT);
    }
  }

  private forget(socket: GraphqlSocket): void {
    const { metrics, connections, watch } = this.options;
    metrics.socketClosed();
    connections.leave(socket.address);
    this.keepAlive.remove(socket);
    if (socket.caller) watch.remove(socket.caller);
  }

  private read(payload: SubscribePayload, { caller }: GraphqlSocket) {
    const { api, operations } = this.options;
    const nobody = { actor: ANONYMOUS, address: null };
    return operations.read(payload, api.contextFor(lastingRequestId(), caller ?? nobody));
  }

  private async subscribe(args: SocketArgs): Promise<Subscribed> {
    const { socket, id, query, hold, mistakes } = args;
    if (mistakes.length > 0) return { errors: mistakes };
    if (id.length > MAX_SHARED_ID) return (await named(args, () => subscribe(args))) as Subscribed;
    const sink = new SocketSink(socket, id);
    const results = await this.options.fanOut.subscribe({ args, query, sink });
    if (!(results instanceof Subscriber) || !hold.isHeld || !socket.has(id)) return results;
    hold.release();
    socket.begin(id, results);
    results.run(sink);
    // graphql-ws waits for this, and as nothing else knows of it, what it keeps meanwhile is kept no longer: the message,
    // what was read from it, and a chain of promises, which were most of what thousands of subscribers took.
    return never();
  }

  private serveGraphql(): GraphqlServer<GraphqlSocket> {
    const { api } = this.options;
    const tell = toldBy(api);
    return makeServer<Record<string, unknown>, GraphqlSocket>({
      schema: api.schema,
      // Its timer would be kept also when the greeting has come.
      connectionInitWaitTimeout: 0,
      onConnect: (context) => this.admit(context.extra, context),
      onSubscribe: async (context, id, payload) => {
        const { extra: socket } = context;
        const hold = socket.ids.take(id);
        // Counted now: later there are also those that came with it in one packet.
        const isOneTooMany = Object.keys(context.subscriptions).length > MAX_OPERATIONS;
        // Until the rest of the packet has been read.
        await undefined;
        if (!hold.isHeld) return never();
        // Whoever does not read is let go; it can resume behind the last event it has.
        if (socket.ws.bufferedAmount > MAX_BUFFERED_BYTES) socket.ws.terminate();
        const first = (await this.count(socket.caller?.address ?? null)) ?? (isOneTooMany && tooManyOperations());
        const read = first ? [first] : this.read(payload, socket);
        const refusal = isRefused(read) ? undefined : await this.options.operations.pay(read);
        // While that was counted it may have been ended, with its socket or by itself, and another have its id.
        const isWanted = socket.has(id) && socket.isOpen;
        if (!isWanted) hold.release();
        if (!hold.isHeld) return never();
        if (!refusal && !isRefused(read)) return lasting({ ...read, socket, id, hold }, payload);
        hold.release();
        return isRefused(read) ? read : refusal && [refusal];
      },
      execute: (args) => answer(args as SocketArgs, () => executeWithCost(args as SocketArgs)),
      subscribe: (args) => answerWhileHeld((args as SocketArgs).hold, () => this.subscribe(args as SocketArgs)),
      onNext: (_ctx, _id, _payload, args, result) =>
        result.errors ? named(args, () => ({ ...result, errors: result.errors?.map(tell) })) : undefined,
      onError: (_ctx, _id, _payload, errors) => errors.map(tell),
    });
  }
}

function tooManyOperations(): GraphQLError {
  const message = `There are ${MAX_OPERATIONS} operations on this socket. End some, or open another socket.`;
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

function ignore(): void {}
