import { type ExecutionArgs, GraphQLError, parse, validate } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { type GraphqlApi, MAX_TOKENS } from './api.ts';

/**
 * A socket's operation, ready to be executed, or why it is not. Left to graphql-ws, a syntax error would close the socket
 * and with it every other operation on it.
 */
export function readOperation(
  api: GraphqlApi,
  { query, variables, operationName }: SubscribePayload,
  contextValue: object,
): ExecutionArgs | readonly GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: MAX_TOKENS });
    const mistakes = validate(api.schema, document);
    if (mistakes.length > 0) return mistakes.map((mistake) => coded(mistake, 'GRAPHQL_VALIDATION_FAILED'));
    return { schema: api.schema, document, operationName, variableValues: variables, contextValue };
  } catch (error) {
    if (error instanceof GraphQLError) return [coded(error, 'GRAPHQL_PARSE_FAILED')];
    throw error;
  }
}

function coded(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}
