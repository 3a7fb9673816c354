import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ExecutionArgs, type ExecutionResult, GraphQLError, subscribe } from 'graphql';
import {
  GRAPHQL_TRANSPORT_WS_PROTOCOL,
  type Server as GraphqlServer,
  handleProtocols,
  makeServer,
  type SubscribePayload,
} from 'graphql-ws';
import { type ServerOptions, WebSocketServer } from 'ws';
import { ANONYMOUS } from '../../../domain/access/actor.ts';
import { Unavailable } from '../../../domain/shared/errors.ts';
import { workContext } from '../../log-context.ts';
import type { Logger } from '../../logger.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import { OperationDeadline, type OperationLimits } from '../../operation-deadline.ts';
import type { RateLimits } from '../../rate-limits/rate-limits.ts';
import { GRACE_MS } from '../close.ts';
import { outcomeInTime } from '../deadlines.ts';
import type { FanOut, Subscribed } from '../fan-out/fan-out.ts';
import { SocketSink } from '../fan-out/socket-sink.ts';
import { Subscriber } from '../fan-out/subscriber.ts';
import type { GraphqlApi } from '../graphql/api.ts';
import { clientErrorOf, eventResult, executeWithCost } from '../graphql/graphql-response.ts';
import type { Operations, ReadOperation } from '../graphql/operation.ts';
import { namesOf } from '../graphql/operation-names.ts';
import { ConnectionAuth, type ConnectionAuthPorts } from '../identity/connection-auth.ts';
import { faultOfHead } from '../identity/fault-of-head.ts';
import { type OriginCheckOptions, originRefusal } from '../identity/origin-check.ts';
import type { Revalidator } from '../identity/revalidator.ts';
import { isRefused } from '../limits/document-cache.ts';
import type { OpenConnections } from '../limits/open-connections.ts';
import { tooManyConnections, tooMuch } from '../limits/too-much.ts';
import { lastingRequestId } from '../request-id.ts';
import { CLOSE_CODES } from './close-codes.ts';
import { GraphqlSocket, type SocketContext, type SocketHome } from './graphql-socket.ts';
import { KeepAlive } from './keep-alive.ts';
import { type Hold, never, type Outcome, outcomeWhileHeld } from './operation-ids.ts';
import { rejectForNow, rejectUpgrade } from './reject-upgrade.ts';

/** Open operations of one socket. */
const MAX_OPERATIONS = 100;
/** Longer than the fan-out takes to close a slow reader and to send it its cursor. */
const FAN_OUT_FIRST_MS = 10_000;
/** A longer id would be copied into too many messages at a time. */
const MAX_SHARED_ID = 200;
/** Time for a client to answer a close frame. */
const CLOSE_TIMEOUT_MS = 5_000;
/** Unread bytes of one client that may wait in memory. */
const MAX_BUFFERED_BYTES = 8 * 1024 * 1024;
const HINT = `Connect with the subprotocol ${GRAPHQL_TRANSPORT_WS_PROTOCOL}: wscat -s ${GRAPHQL_TRANSPORT_WS_PROTOCOL}`;

interface WebSocketOptions extends OriginCheckOptions, ConnectionAuthPorts {
  readonly api: GraphqlApi;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly maxMessageBytes: number;
  /** How long the fan-out waits for a slow reader. */
  readonly slowReaderMs: number;
  readonly operationLimits: OperationLimits;
  readonly fanOut: FanOut;
  readonly watch: Revalidator;
  readonly operations: Operations;
  readonly rateLimits: RateLimits;
  readonly connections: OpenConnections;
}

/** An operation, and the socket it came from. */
interface SocketArgs extends ReadOperation {
  readonly socket: GraphqlSocket;
  readonly id: string;
  readonly hold: Hold;
  readonly deadline: OperationDeadline;
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
    // The types of ws lack closeTimeout.
    const serverOptions: ServerOptions & { closeTimeout: number } = {
      noServer: true,
      maxPayload: options.maxMessageBytes,
      // Compression costs more than it saves on small frames, and lets decompression bombs in.
      perMessageDeflate: false,
      closeTimeout: CLOSE_TIMEOUT_MS,
      // GraphqlSocket does both, with less memory for each socket.
      autoPong: false,
      clientTracking: false,
      handleProtocols,
    };
    this.sockets = new WebSocketServer(serverOptions);
    this.graphql = this.serveGraphql();
    this.keepAlive = new KeepAlive(options.slowReaderMs + FAN_OUT_FIRST_MS);
    const onClosed = (socket: GraphqlSocket) => this.release(socket);
    this.home = { logger: options.logger, tell: clientErrorOf(options.api), onClosed };
  }

  /** Accepts WebSocket connections of the server at this path. */
  attach(server: Server, path: string): void {
    server.on('upgrade', (request, socket, head) => {
      socket.on('error', ignore);
      const fault = faultOfHead(request);
      if (fault !== undefined) return rejectUpgrade(socket, '400 Bad Request', fault);
      const reason = originRefusal(request.headers, this.options);
      if (reason !== undefined) return rejectUpgrade(socket, '403 Forbidden', reason);
      if (request.url?.split('?')[0] !== path)
        return rejectUpgrade(socket, '404 Not Found', `The socket is at ${path}.`);
      this.upgrade(request, socket, head).catch((error) => {
        this.options.logger.error({ error }, 'A socket could not be opened');
        socket.destroy();
      });
    });
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const address = this.options.credentials.addressOf(request);
    // Counted from here on: sockets that are being opened are open connections too.
    if (!this.options.connections.enter(address)) return rejectForNow(socket, tooManyConnections());
    const leave = () => this.options.connections.leave(address);
    socket.once('close', leave);
    const flooded = await this.count(address);
    if (flooded) return rejectForNow(socket, flooded);
    if (socket.destroyed) return;
    this.sockets.handleUpgrade(request, socket, head, (ws) => {
      // From here on the WebSocket reports closing and errors.
      socket.off('close', leave).off('error', ignore);
      this.welcome(new GraphqlSocket(ws, request, address, this.home));
    });
  }

  /** Closes every socket with a code that tells its client to reconnect. */
  async close(): Promise<void> {
    this.sockets.close();
    const open = [...this.keepAlive.all].map(({ ws }) => ws);
    const closed = open.map((ws) => new Promise((resolve) => ws.once('close', resolve)));
    const late = setTimeout(() => {
      for (const ws of open) ws.terminate();
    }, GRACE_MS);
    for (const ws of open) ws.close(CLOSE_CODES.GOING_AWAY.code, 'Going away');
    await Promise.all(closed);
    clearTimeout(late);
  }

  /** Counts a socket or an operation for its address before any work is done for it. Returns the error when there were too many. */
  private async count(address: string | null): Promise<GraphQLError | undefined> {
    const taken = await this.options.rateLimits.forAddress(address);
    return taken?.isRefused ? tooMuch(taken.allowance.resetAt) : undefined;
  }

  private async admit(socket: GraphqlSocket, context: SocketContext): Promise<boolean> {
    socket.greeted(context);
    const { ws, request } = socket;
    // Cannot be: graphql-ws refuses a second greeting itself, and the request is kept until the first one.
    if (!request) return false;
    const caller = await this.callerOf(ws, request, context.connectionParams);
    // There will be no close event for a client that has gone meanwhile.
    if (!caller || !socket.isOpen) return false;
    socket.caller = caller;
    socket.request = undefined;
    this.options.watch.add(caller);
    return true;
  }

  /** undefined, and the socket closed, when there is no valid credential, or none that could be checked in time. */
  private async callerOf(
    ws: GraphqlSocket['ws'],
    request: IncomingMessage,
    greeting: SocketContext['connectionParams'],
  ) {
    const deadline = new OperationDeadline(this.options.operationLimits);
    try {
      return await deadline.race(() => ConnectionAuth.on(ws, request, greeting, this.options));
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      ws.close(CLOSE_CODES.UNAVAILABLE.code, 'Try again shortly.');
      return undefined;
    } finally {
      deadline.end();
    }
  }

  private welcome(socket: GraphqlSocket): void {
    this.options.metrics.socketOpened();
    this.keepAlive.add(socket);
    if (socket.protocol === GRAPHQL_TRANSPORT_WS_PROTOCOL) socket.open(this.graphql);
    else {
      // For a person with a bare wscat to read.
      socket.ws.send(JSON.stringify({ type: 'error', message: HINT }));
      socket.close(CLOSE_CODES.UNACCEPTABLE_PROTOCOL.code, HINT);
    }
  }

  private release(socket: GraphqlSocket): void {
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
    if (id.length > MAX_SHARED_ID)
      return (await outcomeInTime(args.deadline, () => named(args, () => subscribe(args)))) as Subscribed;
    const sink = new SocketSink(socket, id);
    const results = (await outcomeInTime(args.deadline, () =>
      this.options.fanOut.subscribe({ args, query, sink, socket: socket.number }),
    )) as Subscribed;
    if (!(results instanceof Subscriber) || !hold.isHeld || !socket.has(id)) return results;
    hold.release();
    socket.begin(id, results);
    results.run(sink);
    // graphql-ws waits for this promise. Nothing else refers to it, so what graphql-ws keeps while it waits is collected: the
    // message, its parsed form and a chain of promises, which were most of the memory of thousands of subscribers.
    return never();
  }

  private serveGraphql(): GraphqlServer<GraphqlSocket> {
    const { api } = this.options;
    const tell = clientErrorOf(api);
    return makeServer<Record<string, unknown>, GraphqlSocket>({
      schema: api.schema,
      // The timer of graphql-ws would be kept after the greeting too.
      connectionInitWaitTimeout: 0,
      onConnect: (context) => this.admit(context.extra, context),
      onSubscribe: async (context, id, payload) => {
        const { extra: socket } = context;
        const hold = socket.ids.take(id);
        const deadline = new OperationDeadline(this.options.operationLimits);
        // Counted now: later the operations of the same packet would be counted too.
        const isOneTooMany = Object.keys(context.subscriptions).length > MAX_OPERATIONS;
        // Until the rest of the packet has been read.
        await undefined;
        if (!hold.isHeld) return never();
        // A client that does not read is disconnected; it can resume after the last event it has.
        if (socket.ws.bufferedAmount > MAX_BUFFERED_BYTES) socket.ws.terminate();
        const first = (await this.count(socket.caller?.address ?? null)) ?? (isOneTooMany && tooManyOperations());
        const read = first ? [first] : this.read(payload, socket);
        const refusal = isRefused(read) ? undefined : await this.options.operations.pay(read);
        // Meanwhile the operation or its socket may have been closed, and another operation may have its id.
        const isWanted = socket.has(id) && socket.isOpen;
        if (!isWanted) hold.release();
        if (!hold.isHeld) return never();
        if (!refusal && !isRefused(read)) return lasting({ ...read, socket, id, hold, deadline }, payload);
        hold.release();
        return isRefused(read) ? read : refusal && [refusal];
      },
      execute: (args) => outcomeOf(args as SocketArgs, () => executed(args as SocketArgs, api)),
      subscribe: (args) => outcomeWhileHeld((args as SocketArgs).hold, () => this.subscribe(args as SocketArgs)),
      onNext: (...[, , , args, result]) => named(args, () => eventResult(result as ExecutionResult, api)),
      onError: ({ extra }, _id, _payload, errors) =>
        workContext.enter({ socket: extra.number }, () => errors.map(tell)),
    });
  }
}

function tooManyOperations(): GraphQLError {
  const message = `There are ${MAX_OPERATIONS} operations on this socket. End some, or open another socket.`;
  return new GraphQLError(message, { extensions: { code: 'LIMIT_REACHED' } });
}

/** graphql-ws keeps the payload as long as the operation lasts: thousands of equal texts, unless they share one string. */
function lasting(args: SocketArgs, payload: { query: string }): SocketArgs {
  payload.query = args.query;
  return args;
}

function executed(args: SocketArgs, api: GraphqlApi): Promise<Outcome> {
  if (args.operation.operation === 'mutation') args.deadline.forMutation();
  return outcomeInTime(args.deadline, () => executeWithCost(args, api));
}

function outcomeOf(args: SocketArgs, work: () => Outcome | Promise<Outcome>): Promise<Outcome> {
  return named(args, () => outcomeWhileHeld(args.hold, work));
}

/** Names an operation and its socket in its log lines. */
function named<T>(args: ExecutionArgs, work: () => T): T {
  const { socket } = args as SocketArgs;
  return workContext.enter({ socket: socket.number, ...namesOf(args) }, work);
}

function ignore(): void {}
