import { ApolloServer, type ApolloServerPlugin, type BaseContext, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyRequest } from 'fastify';
import { type DocumentNode, type ExecutionResult, execute, GraphQLError } from 'graphql';
import type { Budget } from '../../../domain/system/budget.ts';
import type { DocumentCache } from '../limits/document-cache.ts';
import { MAX_TOKENS } from '../limits/rules.ts';
import type { GraphqlApi, OperationContext } from './api.ts';
import { costExtension, isRefusal, refusalStatus, toldBy } from './graphql-answer.ts';
import type { ReadOperation } from './operation.ts';

export interface ApolloOptions {
  readonly api: GraphqlApi;
  readonly documents: DocumentCache;
}

/** What Apollo would load and then leave aside, or what others do here. */
const NOT_OURS = [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginInlineTraceDisabled(),
  ApolloServerPluginLandingPageDisabled(),
];

/** Operations that Apollo may execute, by their budget: it copies the context, but not what is in it. */
type LetIn = WeakMap<Budget, ReadOperation>;

/** Apollo, for requests that have been let in; it also says what is wrong with those that are none of GraphQL. */
export async function startApollo({ api, documents }: ApolloOptions) {
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
  return { handle: fastifyApolloHandler(apollo, { context }), stop: () => apollo.stop() };
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

function executed(read: ReadOperation): ExecutionResult | Promise<ExecutionResult> {
  return read.mistakes.length > 0 ? { errors: read.mistakes } : execute(read);
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
        if (!read?.isDryRun && !read?.mistakes.length) return null;
        const { errors, ...data } = await executed(read);
        // Of an answer that is not its own Apollo formats no errors.
        const told = errors?.map(toldBy(api));
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
