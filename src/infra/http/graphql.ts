import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { GraphqlApi } from './api.ts';
import { Executor } from './executor.ts';
import { LIMITS, MAX_TOKENS } from './limits.ts';

/** Apollo would execute them as queries, and fail. */
const noSubscriptions: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation }) => {
      if (operation?.operation !== 'subscription') return;
      const message =
        'Subscriptions go over WebSocket (graphql-transport-ws), at the same address with ws:// for http://.';
      throw new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
    },
  }),
};

/** The place where Apollo lets others execute. */
function executing(schema: GraphQLSchema): NonNullable<ApolloServerOptions<BaseContext>['gateway']> {
  const executor = new Executor(schema);
  return {
    load: async () => ({
      executor: ({ document, operationName, request, context }) =>
        executor.execute({
          document,
          operationName,
          variableValues: request.variables,
          contextValue: context,
        }) as never,
    }),
    onSchemaLoadOrUpdate: (loaded) => {
      loaded({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    stop: async () => {},
  };
}

/** GraphQL over HTTP at `/graphql`; whoever opens that in a browser is shown the playground. */
export async function serveGraphql(http: FastifyInstance, api: GraphqlApi): Promise<ApolloServer> {
  const apollo = new ApolloServer({
    gateway: executing(api.schema),
    formatError: api.clientError,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [...LIMITS],
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), noSubscriptions],
    stopOnTerminationSignals: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    introspection: true,
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  });
  await apollo.start();
  const context = async ({ id, caller }: FastifyRequest) => api.contextFor(id, caller);
  http.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: async ({ method, headers }, reply) => {
      if (method === 'GET' && headers.accept?.startsWith('text/html')) return reply.redirect('/playground');
    },
    handler: fastifyApolloHandler(apollo, { context }),
  });
  return apollo;
}
