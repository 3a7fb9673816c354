import { type DocumentNode, getOperationAST, Kind, visit } from 'graphql';

/** The argument that holds the cursor. */
const CURSOR = 'after';

/** What decides whether subscriptions can share their work. */
export interface Shape {
  /** The one field it subscribes to. */
  readonly field: string;
  /** The variable that holds only the cursor; undefined when there is none. */
  readonly cursorVariable: string | undefined;
}

/** undefined for anything but one plain subscription field: that is executed for each subscriber. */
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
