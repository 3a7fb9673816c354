import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionArgs, ExecutionResult, GraphQLError } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import { outcomeInTime } from '../deadlines.ts';
import { errorBody } from '../error-body.ts';
import { EventStreamSink } from '../fan-out/event-stream-sink.ts';
import type { FanOut } from '../fan-out/fan-out.ts';
import { shapeOf } from '../fan-out/shape.ts';
import { ConnectionAuth, type ConnectionAuthPorts } from '../identity/connection-auth.ts';
import type { Revalidator } from '../identity/revalidator.ts';
import { isRefused } from '../limits/document-cache.ts';
import type { OpenConnections } from '../limits/open-connections.ts';
import { sendTooMuch, tooManyConnections } from '../limits/too-much.ts';
import type { GraphqlApi } from './api.ts';
import { ended, only, paced } from './event-stream-results.ts';
import { refuseGet } from './get-requests.ts';
import { payloadOf } from './graphql-request.ts';
import { eventResult, executeWithCost } from './graphql-response.ts';
import type { Operations, ReadOperation } from './operation.ts';

export interface EventStreamOptions extends ConnectionAuthPorts {
  readonly api: GraphqlApi;
  readonly fanOut: FanOut;
  readonly watch: Revalidator;
  readonly operations: Operations;
  readonly connections: OpenConnections;
  /** Time for a client to read what it was sent. */
  readonly slowReaderMs: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The operation of an event stream, or why it is refused. */
    streamed: ReadOperation | readonly GraphQLError[] | undefined;
  }
}

/** An operation, and the response that its results go to. */
interface StreamArgs extends ReadOperation {
  readonly reply: FastifyReply;
}

/**
 * GraphQL over server-sent events at `/graphql/stream`, one connection for each operation: for `curl -N` and the client of
 * graphql-sse. The browser's own EventSource sends no `Authorization`. A client that sends the id of its last event when it
 * reconnects continues after it.
 */
export function serveEventStreams(http: FastifyInstance, options: EventStreamOptions): void {
  const { api, fanOut, operations, slowReaderMs } = options;
  const handle = createHandler({
    authenticate: () => null,
    // Documents are validated when they are read.
    validate: () => [],
    onSubscribe: async ({ raw, context: { reply } }) => {
      const { streamed: read = [] } = raw;
      if (isRefused(read)) return only({ errors: read });
      const refusal = await operations.pay(read);
      if (refusal) return only({ errors: [refusal] });
      if (read.mistakes.length > 0) return only({ errors: read.mistakes });
      return { ...read, variableValues: resumed(read, raw), reply } as StreamArgs & { contextValue: undefined };
    },
    execute: (args) => {
      const read = args as unknown as StreamArgs;
      return outcomeInTime(read.reply.request.deadline, () => executeWithCost(read, api));
    },
    subscribe: async (args) => {
      const { reply, query } = args as unknown as StreamArgs;
      const sink = new EventStreamSink(reply.raw);
      const results = await outcomeInTime(reply.request.deadline, () => fanOut.subscribe({ args, query, sink }));
      return 'next' in results ? ended(paced(results, reply.raw, slowReaderMs)) : results;
    },
    onNext: (_context, _request, result) => eventResult(result as ExecutionResult, api) as never,
  });
  const open = new Set<FastifyReply['raw']>();
  http.addHook('preClose', async () => {
    for (const response of open) response.end();
  });
  http.decorateRequest('streamed', undefined);
  http.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    exposeHeadRoute: false,
    preHandler: async (request, reply) => (await admit(request, reply, options)) ?? read(request, reply, options),
    handler: async (request, reply) => {
      request.tellLateItself();
      if (request.streamed && !isRefused(request.streamed) && isMutation(request.streamed))
        request.deadline.forMutation();
      open.add(reply.raw);
      reply.raw.once('close', () => open.delete(reply.raw));
      // graphql-sse sends `Connection: keep-alive` to every client.
      if (!reply.raw.shouldKeepAlive) reply.raw.once('finish', () => request.raw.socket.end());
      await handle(inOneForm(request), reply);
    },
  });
}

const NO_OPERATION =
  'Send `query`, and where needed `variables` and `operationName`: as a JSON object by POST, or as parameters by GET.';

/** Reads the operation. Errors that a client reads from an event stream are kept for that. */
function read(request: FastifyRequest, reply: FastifyReply, { api, operations }: EventStreamOptions) {
  const payload = payloadOf(request);
  if (payload === undefined) return reply.code(400).send(errorBody(NO_OPERATION, 'BAD_REQUEST'));
  const context = api.contextFor(request.id, request.caller);
  const streamed = operations.read({ ...payload, variables: payload.variables ?? {} }, context);
  request.streamed = streamed;
  return isRefused(streamed) ? undefined : refuseGet(request, reply, streamed);
}

/** The request in a form that graphql-sse never refuses: its own errors have no code. curl accepts any type. */
function inOneForm(request: FastifyRequest): FastifyRequest {
  const headers = { ...request.headers, accept: 'text/event-stream', 'content-type': 'application/json' };
  const form = { method: 'POST', body: { query: 'read already' }, headers };
  return Object.create(request, Object.fromEntries(Object.entries(form).map(([name, value]) => [name, { value }])));
}

/** Counts the connection, and re-checks the listener's permissions while it is open. A client that has gone gets nothing. */
async function admit(request: FastifyRequest, reply: FastifyReply, options: EventStreamOptions) {
  if (reply.raw.destroyed) return reply.hijack();
  const { address } = request.caller;
  if (!options.connections.enter(address)) return sendTooMuch(reply, tooManyConnections());
  reply.raw.once('close', () => options.connections.leave(address));
  const connection = { close: () => reply.raw.destroy() };
  const caller = await request.deadline.race(() => ConnectionAuth.on(connection, request.raw, undefined, options));
  if (!caller || reply.raw.destroyed) return reply.hijack();
  request.caller = caller;
  options.watch.add(caller);
  reply.raw.once('close', () => options.watch.remove(caller));
  return undefined;
}

function isMutation({ operation }: ReadOperation): boolean {
  return operation.operation === 'mutation';
}

/** The variables, with the cursor of the last event that a reconnecting client has. */
function resumed({ document, operationName, variableValues }: ExecutionArgs, { headers }: FastifyRequest) {
  const last = headers['last-event-id'];
  const variable = shapeOf(document, operationName)?.cursorVariable;
  if (typeof last !== 'string' || last === '' || variable === undefined) return variableValues;
  return { ...variableValues, [variable]: last };
}
