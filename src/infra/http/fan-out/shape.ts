import { type DocumentNode, getOperationAST, Kind, visit } from 'graphql';

/** The argument that says where a follower stands. */
const CURSOR = 'after';

/** What of a subscription matters for sharing it. */
export interface Shape {
  /** The one field it subscribes to. */
  readonly field: string;
  /** The variable that holds nothing but the cursor; undefined where there is none. */
  readonly cursorVariable: string | undefined;
}

/** undefined for whatever is not one plain field of a subscription: that is executed for each subscriber. */
export function shapeOf(document: DocumentNode, operationName: string | null | undefined): Shape | undefined {
  const operation = getOperationAST(document, operationName);
  const [field, ...others] = operation?.operation === 'subscription' ? operation.selectionSet.selections : [];
  if (field?.kind !== Kind.FIELD || others.length > 0 || field.directives?.length) return undefined;
  const cursor = field.arguments?.find(({ name }) => name.value === CURSOR)?.value;
  const variable = cursor?.kind === Kind.VARIABLE ? cursor.name.value : undefined;
  const isOnlyThat = variable !== undefined && usesOf(document, variable) === 1;
  return { field: field.name.value, cursorVariable: isOnlyThat ? variable : undefined };
}

function usesOf(document: DocumentNode, variable: string): number {
  let uses = 0;
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => {
      if (name.value === variable) uses++;
    },
  });
  return uses;
}
