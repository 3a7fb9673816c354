import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { Response } from 'graphql-sse';
import { createHandler } from 'graphql-sse/lib/use/fastify';
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
import { clientErrorOf, executeWithCost } from './graphql-response.ts';
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

/** An operation, and the response that its results go to. */
interface StreamArgs extends ReadOperation {
  readonly reply: FastifyReply;
}

/**
 * GraphQL over server-sent events at `/graphql/stream`, one connection for each operation: for `curl -N` and the browser's
 * EventSource, which sends the id of its last event when it reconnects.
 */
export function serveEventStreams(http: FastifyInstance, options: EventStreamOptions): void {
  const { api, fanOut, operations, slowReaderMs } = options;
  const tell = clientErrorOf(api);
  const handle = createHandler({
    authenticate: () => null,
    // Documents are validated when they are read.
    validate: () => [],
    onSubscribe: async ({ raw, context: { reply } }, { query, variables, operationName }) => {
      const payload = { query, variables: variables ?? {}, operationName };
      const read = operations.read(payload, api.contextFor(raw.id, raw.caller));
      if (isRefused(read)) return only({ errors: read });
      if (raw.method === 'GET' && read.operation.operation === 'mutation') return MUTATION_BY_GET;
      const refusal = await operations.pay(read);
      if (refusal) return only({ errors: [refusal] });
      if (read.mistakes.length > 0) return only({ errors: read.mistakes });
      return { ...read, variableValues: resumed(read, raw), reply } as StreamArgs & { contextValue: undefined };
    },
    execute: (args) => executeWithCost(args as unknown as StreamArgs),
    subscribe: async (args) => {
      const { reply, query } = args as unknown as StreamArgs;
      const results = await fanOut.subscribe({ args, query, sink: new EventStreamSink(reply.raw) });
      return 'next' in results ? ended(paced(results, reply.raw, slowReaderMs)) : results;
    },
    onNext: (_context, _request, result) =>
      result.errors ? { ...(result as ExecutionResult), errors: result.errors.map(tell) as never } : undefined,
  });
  const open = new Set<FastifyReply['raw']>();
  http.addHook('preClose', async () => {
    for (const response of open) response.end();
  });
  http.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    preHandler: (request, reply) => admit(request, reply, options),
    handler: async (request, reply) => {
      open.add(reply.raw);
      reply.raw.once('close', () => open.delete(reply.raw));
      // There is no other form here, and curl accepts any.
      request.headers.accept = 'text/event-stream';
      await handle(request, reply);
    },
  });
}

/** The response of graphql-sse, with a code. */
const MUTATION_BY_GET: Response = [
  JSON.stringify(errorBody('Mutations go by POST.', 'BAD_REQUEST')),
  {
    status: 405,
    statusText: 'Method Not Allowed',
    headers: { allow: 'POST', 'content-type': 'application/json; charset=utf-8' },
  },
];

/** Counts the connection, and re-checks the listener's permissions while it is open. A client that has gone gets nothing. */
async function admit(request: FastifyRequest, reply: FastifyReply, options: EventStreamOptions) {
  if (reply.raw.destroyed) return reply.hijack();
  const { address } = request.caller;
  if (!options.connections.enter(address)) return sendTooMuch(reply, tooManyConnections());
  reply.raw.once('close', () => options.connections.leave(address));
  const connection = { close: () => reply.raw.destroy() };
  const caller = await ConnectionAuth.on(connection, request.raw, undefined, options);
  if (!caller || reply.raw.destroyed) return reply.hijack();
  request.caller = caller;
  options.watch.add(caller);
  reply.raw.once('close', () => options.watch.remove(caller));
  return undefined;
}

/** The variables, with the cursor of the last event that a reconnecting client has. */
function resumed({ document, operationName, variableValues }: ExecutionArgs, { headers }: FastifyRequest) {
  const last = headers['last-event-id'];
  const variable = shapeOf(document, operationName)?.cursorVariable;
  if (typeof last !== 'string' || last === '' || variable === undefined) return variableValues;
  return { ...variableValues, [variable]: last };
}
