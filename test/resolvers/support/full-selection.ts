import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { Root } from './any-operation.ts';

/** No type is selected within itself, so all selections end. This limit is for selections that are too long. */
const MAX_LEVELS = 9;

/**
 * The complete operation for one root field: all fields under it, of all possible types, with all values of arguments that
 * are enumerations. The arguments of the root field are variables.
 */
export function fullOperation(schema: GraphQLSchema, root: Root, name: string): string {
  const field = rootField(schema, root, name);
  const declared = field.args.map((arg) => `$${arg.name}: ${withoutDefault(`${arg.type}`, arg.defaultValue)}`);
  const given = field.args.map((arg) => `${arg.name}: $${arg.name}`);
  const selection = selectionIn(schema, getNamedType(field.type), []);
  return `${root.toLowerCase()}${inParens(declared)} { ${name}${inParens(given)}${selection} }`;
}

/** All fields under the field of a type. */
export function fullSelection(schema: GraphQLSchema, type: GraphQLObjectType, name: string): string {
  const field = type.getFields()[name];
  return field ? selectionIn(schema, getNamedType(field.type), [type.name]) : '';
}

export function rootField(schema: GraphQLSchema, root: Root, name: string): GraphQLField<unknown, unknown> {
  const field = (schema.getType(root) as GraphQLObjectType | undefined)?.getFields()[name];
  if (!field) throw new Error(`There is no field ${root}.${name}.`);
  return field;
}

/** The `Type.field` coordinates with a value in the result of such an operation. */
export function coordinatesIn(schema: GraphQLSchema, data: unknown, into = new Set<string>()): Set<string> {
  if (Array.isArray(data)) for (const item of data) coordinatesIn(schema, item, into);
  const type = schema.getType(typeNameOf(data) ?? '');
  if (!isObjectType(type)) return into;
  for (const [alias, value] of Object.entries(data as object)) {
    const field = type.getFields()[nameOf(alias)];
    if (!field || value === null) continue;
    into.add(`${type.name}.${field.name}`);
    coordinatesIn(schema, value, into);
  }
  return into;
}

/** All `Type.field` coordinates of the schema without root fields. */
export function allCoordinates(schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    const isOurs = isObjectType(type) && !type.name.startsWith('__') && !isRoot(type.name);
    return isOurs ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [];
  });
}

/** All `Type.field` coordinates that can appear under a root field. */
export function coordinatesUnder(schema: GraphQLSchema, root: Root, name: string): readonly string[] {
  const under = new Set<string>();
  const waiting: GraphQLNamedType[] = [getNamedType(rootField(schema, root, name).type)];
  for (const type of waiting) {
    const types = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
    for (const one of types.filter((each) => !under.has(each.name))) {
      under.add(one.name);
      waiting.push(...Object.values(one.getFields()).map((field) => getNamedType(field.type)));
    }
  }
  return allCoordinates(schema).filter((one) => under.has(one.split('.')[0] ?? one));
}

function isRoot(name: string): boolean {
  return ['Query', 'Mutation', 'Subscription'].includes(name);
}

function selectionIn(schema: GraphQLSchema, type: GraphQLNamedType, above: readonly string[]): string {
  if (!isCompositeType(type)) return '';
  if (above.includes(type.name) || above.length > MAX_LEVELS) return ' { __typename }';
  const inside = [...above, type.name];
  if (isObjectType(type)) return ` { __typename ${fieldsOf(schema, type, inside, '')} }`;
  if (!isAbstractType(type)) return '';
  const members = schema
    .getPossibleTypes(type)
    .map((member) => `... on ${member.name} { ${fieldsOf(schema, member, inside, `__${member.name}`)} }`);
  return ` { __typename ${members.join(' ')} }`;
}

function fieldsOf(schema: GraphQLSchema, type: GraphQLObjectType, inside: readonly string[], suffix: string): string {
  const fields = Object.values(type.getFields());
  return fields
    .flatMap((field) => {
      const below = selectionIn(schema, getNamedType(field.type), inside);
      return waysToAsk(field).map(([way, args]) => `${field.name}__${way}${suffix}: ${field.name}${args}${below}`);
    })
    .join(' ');
}

/** A field once, without its optional arguments; with an enumeration as argument, once for each value. */
function waysToAsk(field: GraphQLField<unknown, unknown>): readonly (readonly [way: string, args: string])[] {
  const asked = field.args.filter((arg) => isRequiredArgument(arg) || isEnumType(getNamedType(arg.type)));
  if (asked.length === 0) return [['', '']];
  return asked.flatMap(({ name, type }) => {
    const named = getNamedType(type);
    if (!isEnumType(named)) throw new Error(`Say how to ask for ${field.name}(${name}:).`);
    return named.getValues().map((value) => [value.name, `(${name}: ${value.name})`] as const);
  });
}

function nameOf(alias: string): string {
  return alias.split('__')[0] ?? alias;
}

function typeNameOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('__typename' in data)) return undefined;
  return String(data.__typename);
}

/** An argument with a default may be omitted. */
function withoutDefault(type: string, defaultValue: unknown): string {
  return defaultValue === undefined ? type : type.replace(/!$/, '');
}

function inParens(parts: readonly string[]): string {
  return parts.length === 0 ? '' : `(${parts.join(', ')})`;
}
