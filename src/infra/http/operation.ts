import { type ExecutionArgs, GraphQLError, getOperationAST, parse, specifiedRules, validate } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { GraphqlApi } from './api.ts';
import { LIMITS, MAX_TOKENS } from './limits.ts';

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
    const mistakes = validate(api.schema, document, [...specifiedRules, ...LIMITS]);
    if (mistakes.length > 0) return mistakes.map((mistake) => coded(mistake, 'GRAPHQL_VALIDATION_FAILED'));
    if (!getOperationAST(document, operationName)) return [unresolved()];
    return { schema: api.schema, document, operationName, variableValues: variables, contextValue };
  } catch (error) {
    if (error instanceof GraphQLError) return [coded(error, 'GRAPHQL_PARSE_FAILED')];
    throw error;
  }
}

export function isRefused(read: ExecutionArgs | readonly GraphQLError[]): read is readonly GraphQLError[] {
  return Array.isArray(read);
}

function unresolved(): GraphQLError {
  const message = 'Name the operation to run: operationName has to be one of those in the document.';
  return new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
}

function coded(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}
