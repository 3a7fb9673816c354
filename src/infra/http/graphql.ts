import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { GraphqlApi } from './api.ts';
import { LIMITS, MAX_TOKENS } from './limits.ts';

/** GraphQL over HTTP at `/graphql`. */
export async function serveGraphql(http: FastifyInstance, api: GraphqlApi): Promise<ApolloServer> {
  const apollo = new ApolloServer({
    schema: api.schema,
    formatError: api.clientError,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [...LIMITS],
    plugins: [ApolloServerPluginLandingPageDisabled()],
    stopOnTerminationSignals: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    introspection: true,
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  });
  await apollo.start();
  const context = async (request: { id: string }) => api.contextFor(request.id);
  http.route({ method: ['GET', 'POST'], url: '/graphql', handler: fastifyApolloHandler(apollo, { context }) });
  return apollo;
}
