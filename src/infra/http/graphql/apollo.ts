import {
  ApolloServer,
  type ApolloServerPlugin,
  type BaseContext,
  type GraphQLRequestListener,
  HeaderMap,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyRequest } from 'fastify';
import { type DocumentNode, type ExecutionResult, execute, GraphQLError } from 'graphql';
import type { Budget } from '../../../domain/system/budget.ts';
import { answerTooLarge, boundedErrors, isLargerThan } from '../limits/answer-size.ts';
import type { DocumentCache } from '../limits/document-cache.ts';
import { MAX_TOKENS } from '../limits/document-size.ts';
import type { GraphqlApi, OperationContext } from './api.ts';
import { clientErrorOf, costExtension, isRefusal } from './graphql-response.ts';
import { refusalStatus } from './media-type.ts';
import type { ReadOperation } from './operation.ts';

export interface ApolloOptions {
  readonly api: GraphqlApi;
  readonly documents: DocumentCache;
}

/** Plugins of Apollo that are not used, or that this server replaces. */
const DISABLED = [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginInlineTraceDisabled(),
  ApolloServerPluginLandingPageDisabled(),
];

/** Admitted operations by their budget: Apollo copies the context, but not the objects in it. */
type Admitted = WeakMap<Budget, ReadOperation>;

/** Apollo, for requests that were admitted. It also explains what is wrong with those that are not GraphQL requests. */
export async function startApollo({ api, documents }: ApolloOptions) {
  const admitted: Admitted = new WeakMap();
  const apollo = new ApolloServer({
    schema: api.schema,
    formatError: api.clientError,
    documentStore: parsedDocuments(documents),
    parseOptions: { maxTokens: MAX_TOKENS },
    plugins: [...DISABLED, onlyAdmitted(admitted, api)],
    stopOnTerminationSignals: false,
    persistedQueries: false,
    // Checked before Apollo, for all transports.
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    // Permission to read the schema is checked before Apollo.
    introspection: true,
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  });
  await apollo.start();
  const context = async ({ operation, id, caller }: FastifyRequest) => {
    const { budget } = operation?.contextValue ?? {};
    if (operation && budget) admitted.set(budget, operation);
    return operation?.contextValue ?? api.contextFor(id, caller);
  };
  return { handle: fastifyApolloHandler(apollo, { context }), stop: () => apollo.stop() };
}

/** Gives Apollo the documents that were parsed for all transports, so that it parses none. */
function parsedDocuments(documents: DocumentCache) {
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

/** Executes only admitted operations, and adds their cost to the response. */
function onlyAdmitted(admitted: Admitted, api: GraphqlApi): ApolloServerPlugin<BaseContext> {
  const readOf: ReadOf = ({ budget }) => budget && admitted.get(budget);
  return {
    requestDidStart: async ({ request: asked }) => {
      // For Apollo an empty name would be the name of an operation.
      asked.operationName ||= undefined;
      return executesAdmitted(readOf, api);
    },
  };
}

type ReadOf = (context: Partial<OperationContext>) => ReadOperation | undefined;

function executesAdmitted(readOf: ReadOf, api: GraphqlApi): GraphQLRequestListener<BaseContext> {
  return {
    didResolveOperation: async ({ contextValue, source }) => {
      // The source differs when the document was evicted meanwhile, and Apollo has parsed it again.
      if (readOf(contextValue)?.reads.loc?.source.body === source) return;
      throw new GraphQLError('This is no GraphQL request.', {
        extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
      });
    },
    responseForOperation: async ({ contextValue }) => {
      const read = readOf(contextValue);
      if (!read?.isDryRun && !read?.mistakes.length) return null;
      const { errors, ...data } = await executed(read);
      // Apollo does not format errors of a response it is given.
      const told = errors?.map(clientErrorOf(api));
      const singleResult = told ? { errors: told, ...data } : data;
      return { body: { kind: 'single', singleResult }, http: { headers: new HeaderMap() } };
    },
    willSendResponse: async ({ contextValue, request, response: { body, http } }) => {
      if (body.kind !== 'single') return;
      const { singleResult } = body;
      const isTooLarge = isLargerThan(singleResult.data, api.maxAnswerBytes);
      if (isTooLarge) singleResult.data = null;
      const errors = isTooLarge
        ? [answerTooLarge(api.maxAnswerBytes)].map(clientErrorOf(api))
        : singleResult.errors && boundedErrors(singleResult.errors);
      if (errors) singleResult.errors = errors;
      const budget = readOf(contextValue)?.contextValue.budget;
      if (budget) singleResult.extensions = { ...singleResult.extensions, ...costExtension(budget) };
      if (singleResult.data === undefined && isRefusal(singleResult.errors?.[0]?.extensions?.code))
        http.status = refusalStatus(request.http?.headers.get('accept'));
    },
  };
}
