import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getArgumentValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';

const FIELD = 'rateLimit';

/**
 * For a dry run, the document with only its `rateLimit` field; else undefined. The field has to be at the top of the
 * operation, outside of fragments.
 */
export function asDryRun(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>> | null | undefined,
): DocumentNode | undefined {
  if (operation.operation !== 'query') return undefined;
  const questions = operation.selectionSet.selections.filter(
    (one): one is FieldNode => one.kind === Kind.FIELD && one.name.value === FIELD,
  );
  if (!questions.some((question) => isDry(schema, question, variables))) return undefined;
  const only = { ...operation, selectionSet: { ...operation.selectionSet, selections: questions } };
  return { ...document, definitions: document.definitions.map((one) => (one === operation ? only : one)) };
}

function isDry(
  schema: GraphQLSchema,
  question: FieldNode,
  variables: Readonly<Record<string, unknown>> | null | undefined,
): boolean {
  const field = schema.getQueryType()?.getFields()[FIELD];
  if (!field) return false;
  try {
    return getArgumentValues(field, question, variables ?? {}).dryRun === true;
  } catch {
    return false;
  }
}
