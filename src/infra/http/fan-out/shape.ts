import { type DocumentNode, getOperationAST, Kind, type OperationDefinitionNode, visit } from 'graphql';

/** The argument that says where a follower stands. */
const CURSOR = 'after';

/** What of a subscription matters for sharing it. */
export interface Shape {
  /** The one field it subscribes to. */
  readonly field: string;
  /** The variable that holds nothing but the cursor; undefined where there is none. */
  readonly cursorVariable: string | undefined;
}

const known = new WeakMap<DocumentNode, Map<string, Shape | undefined>>();

/** undefined for whatever is not one plain field of a subscription: that is executed for each subscriber. */
export function shapeOf(document: DocumentNode, operationName: string | null | undefined): Shape | undefined {
  const shapes = known.get(document) ?? new Map<string, Shape | undefined>();
  known.set(document, shapes);
  const name = operationName ?? '';
  if (!shapes.has(name)) shapes.set(name, find(document, getOperationAST(document, operationName)));
  return shapes.get(name);
}

function find(document: DocumentNode, operation: OperationDefinitionNode | null | undefined): Shape | undefined {
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
