import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

export type Root = 'Query' | 'Mutation' | 'Subscription';

/** A root field with the smallest valid arguments and selection: `debate(id: "x") { __typename }`. */
export function selectionOf(schema: GraphQLSchema, root: Root, name: string): string {
  const field = (schema.getType(root) as GraphQLObjectType).getFields()[name];
  if (!field) throw new Error(`There is no field ${root}.${name}.`);
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  return `${name}${argumentsOf(field.args.filter(isRequiredArgument))}${selection}`;
}

/** The operation for one root field. */
export function operationOf(schema: GraphQLSchema, root: Root, name: string): string {
  return `${root.toLowerCase()} { ${selectionOf(schema, root, name)} }`;
}

function argumentsOf(required: readonly GraphQLArgument[]): string {
  return required.length === 0 ? '' : `(${required.map(({ name, type }) => `${name}: ${literal(type)}`).join(', ')})`;
}

function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return `[${literal(type.ofType)}]`;
  if (isEnumType(type)) return `${type.getValues()[0]?.name}`;
  if (!isInputObjectType(type)) return { Int: '1', Float: '0.5', Boolean: 'true' }[type.name] ?? '"x"';
  const fields = Object.values(type.getFields());
  const required = type.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
  return `{ ${required.map((field) => `${field.name}: ${literal(field.type)}`).join(', ')} }`;
}
