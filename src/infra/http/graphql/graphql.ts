import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { workContext } from '../../log-context.ts';
import { isRefused } from '../limits/document-cache.ts';
import type { ApolloOptions } from './apollo.ts';
import { CompiledResponses } from './compiled-responses.ts';
import { refuseGet } from './get-requests.ts';
import { payloadOf } from './graphql-request.ts';
import { allowanceHeaders, refuse, refuseMediaType } from './graphql-response.ts';
import { mediaTypeFor } from './media-type.ts';
import { isAnonymous, notSignedIn, type Operations, type ReadOperation } from './operation.ts';
import { namesOf } from './operation-names.ts';

interface GraphqlOptions extends ApolloOptions {
  readonly operations: Operations;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The admitted operation of the request. */
    operation: ReadOperation | undefined;
  }
}

/** GraphQL over HTTP at `/graphql`; a browser is sent to the playground. Returns how to stop it. */
export function serveGraphql(http: FastifyInstance, options: GraphqlOptions): () => Promise<void> {
  let starting: ReturnType<typeof startApollo> | undefined;
  const apollo = () => {
    starting ??= startApollo(options).catch((error) => {
      starting = undefined;
      throw error;
    });
    return starting;
  };
  const compiled = new CompiledResponses(options.api);
  http.decorateRequest('operation', undefined);
  http.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    onRequest: async ({ method, headers }, reply) => {
      if (method === 'GET' && headers.accept?.startsWith('text/html')) return reply.redirect('/playground');
    },
    preHandler: (request, reply) => admit(request, reply, options),
    handler: async (request, reply) => {
      const { operation } = request;
      const respond = async () =>
        (operation && (await compiled.respond(operation, request, reply))) ??
        (await apollo()).handle.call(http, request, reply);
      return operation ? workContext.extend(namesOf(operation), respond) : respond();
    },
  });
  return async () => (await starting)?.stop();
}

/** On first use: it takes as long to load and to start as all other transports. */
async function startApollo(options: ApolloOptions) {
  const apollo = await import('./apollo.ts');
  return apollo.startApollo(options);
}

/** Admits an operation, or refuses it. What is not a GraphQL request is left to Apollo to explain. */
async function admit(request: FastifyRequest, reply: FastifyReply, options: GraphqlOptions) {
  const { api, operations } = options;
  if (mediaTypeFor(request.headers.accept) === undefined) return refuseMediaType(reply);
  const refuseWith = (errors: readonly GraphQLError[]) => refuse(request, reply, errors, api);
  const payload = payloadOf(request);
  if (payload === undefined) return isAnonymous(request.caller.actor) ? refuseWith([notSignedIn()]) : undefined;
  const read = operations.read(payload, api.contextFor(request.id, request.caller));
  if (isRefused(read)) return refuseWith(read);
  if (read.operation.operation === 'mutation') request.deadline.forMutation();
  if (read.operation.operation === 'subscription') return refuseWith([noSubscriptions()]);
  const refusedGet = refuseGet(request, reply, read);
  if (refusedGet) return refusedGet;
  const refusal = await operations.pay(read);
  const { allowance } = read.contextValue.budget ?? {};
  if (allowance) reply.headers(allowanceHeaders(allowance));
  if (refusal) return refuseWith([refusal]);
  request.operation = read;
  return undefined;
}

function noSubscriptions(): GraphQLError {
  const message =
    'Subscriptions go over WebSocket (graphql-transport-ws), at the same address with ws:// for http://, or over server-sent events at /graphql/stream.';
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
}
