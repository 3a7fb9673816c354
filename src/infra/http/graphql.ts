import { ApolloServer, type ApolloServerPlugin, type BaseContext, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type DocumentNode, execute, GraphQLError } from 'graphql';
import type { Budget } from '../../domain/system/budget.ts';
import type { GraphqlApi, OperationContext } from './api.ts';
import { CompiledAnswers } from './compiled-answers.ts';
import { allowanceHeaders, costExtension, isRefusal, refusalStatus, refuse } from './graphql-answer.ts';
import { payloadOf } from './graphql-request.ts';
import { type DocumentCache, isRefused } from './limits/document-cache.ts';
import { MAX_TOKENS } from './limits/rules.ts';
import { isNobody, nobody, type Operations, type ReadOperation } from './operation.ts';

interface GraphqlOptions {
  readonly api: GraphqlApi;
  readonly operations: Operations;
  readonly documents: DocumentCache;
}

/** What Apollo would load and then leave aside, or what others do here. */
const NOT_OURS = [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginInlineTraceDisabled(),
  ApolloServerPluginLandingPageDisabled(),
];

declare module 'fastify' {
  interface FastifyRequest {
    /** The operation that it has been let in with. */
    operation: ReadOperation | undefined;
  }
}

/** Operations that Apollo may execute, by their budget: it copies the context, but not what is in it. */
type LetIn = WeakMap<Budget, ReadOperation>;

/** GraphQL over HTTP at `/graphql`; whoever opens that in a browser is shown the playground. */
export async function serveGraphql(http: FastifyInstance, options: GraphqlOptions): Promise<ApolloServer> {
  const { api, documents } = options;
  const letIn: LetIn = new WeakMap();
  const apollo = new ApolloServer({
    schema: api.schema,
    formatError: api.clientError,
    documentStore: readBefore(documents),
    parseOptions: { maxTokens: MAX_TOKENS },
    plugins: [...NOT_OURS, onlyLetIn(letIn, api)],
    stopOnTerminationSignals: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    // Who may ask for the schema has been decided before Apollo is asked.
    introspection: true,
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  });
  await apollo.start();
  const context = async ({ operation, id, caller }: FastifyRequest) => {
    const { budget } = operation?.contextValue ?? {};
    if (operation && budget) letIn.set(budget, operation);
    return operation?.contextValue ?? api.contextFor(id, caller);
  };
  const byApollo = fastifyApolloHandler(apollo, { context });
  const compiled = new CompiledAnswers(api);
  http.decorateRequest('operation', undefined);
  http.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: async ({ method, headers }, reply) => {
      if (method === 'GET' && headers.accept?.startsWith('text/html')) return reply.redirect('/playground');
    },
    preHandler: (request, reply) => admit(request, reply, options),
    handler: async (request, reply) => {
      const { operation } = request;
      const answer = operation && (await compiled.answer(operation, request, reply));
      return answer ?? byApollo.call(http, request, reply);
    },
  });
  return apollo;
}

/** Lets an operation in, or answers why not. What is no GraphQL request is left to Apollo to say. */
async function admit(request: FastifyRequest, reply: FastifyReply, options: GraphqlOptions) {
  const { api, operations } = options;
  const answer = (errors: readonly GraphQLError[]) => refuse(request, reply, errors, api);
  const payload = payloadOf(request);
  if (payload === undefined) return isNobody(request.caller.actor) ? answer([nobody()]) : undefined;
  const read = operations.read(payload, api.contextFor(request.id, request.caller));
  if (isRefused(read)) return answer(read);
  if (read.operation.operation === 'subscription') return answer([noSubscriptions()]);
  const refusal = await operations.pay(read);
  const { allowance } = read.contextValue.budget ?? {};
  if (allowance) reply.headers(allowanceHeaders(allowance));
  if (refusal) return answer([refusal]);
  request.operation = read;
  return undefined;
}

/** Apollo is handed what was read for all transports, and reads nothing again. */
function readBefore(documents: DocumentCache) {
  return {
    get: async (key: string): Promise<DocumentNode | undefined> =>
      documents.find(key.slice(key.lastIndexOf(':') + 1))?.document,
    set: async () => {},
    delete: async () => {},
  };
}

/** Executes what was let in and nothing else, and tells what it cost. */
function onlyLetIn(letIn: LetIn, api: GraphqlApi): ApolloServerPlugin<BaseContext> {
  const readOf = ({ budget }: Partial<OperationContext>) => budget && letIn.get(budget);
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ contextValue, source }) => {
        // Not the same object where it has meanwhile been forgotten, and Apollo has read it anew.
        if (readOf(contextValue)?.reads.loc?.source.body === source) return;
        throw new GraphQLError('This is no GraphQL request.', {
          extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
        });
      },
      responseForOperation: async ({ contextValue }) => {
        const read = readOf(contextValue);
        if (!read?.isDryRun) return null;
        const { errors, ...data } = await execute(read);
        // Of an answer that is not its own Apollo formats no errors.
        const told = errors?.map((error) => api.clientError(error.toJSON(), error));
        const singleResult = told ? { errors: told, ...data } : data;
        return { body: { kind: 'single', singleResult }, http: { headers: new HeaderMap() } };
      },
      willSendResponse: async ({ contextValue, request, response: { body, http } }) => {
        if (body.kind !== 'single') return;
        const { singleResult } = body;
        const budget = readOf(contextValue)?.contextValue.budget;
        if (budget) singleResult.extensions = { ...singleResult.extensions, ...costExtension(budget) };
        if (singleResult.data === undefined && isRefusal(singleResult.errors?.[0]?.extensions?.code))
          http.status = refusalStatus(request.http?.headers.get('accept'));
      },
    }),
  };
}

function noSubscriptions(): GraphQLError {
  const message =
    'Subscriptions go over WebSocket (graphql-transport-ws), at the same address with ws:// for http://, or over server-sent events at /graphql/stream.';
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
}
