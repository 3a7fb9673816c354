import { GraphQLError, type GraphQLField, type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import type { Context } from './context.ts';
import { denialOf, ruleFor } from './permission-rules.ts';
import { ROOT_PERMISSIONS } from './permissions.ts';
import { allow, applyMiddleware, deny, shield } from './shield.ts';

/** The schema with every root field guarded by its permission. Throws when a root field has none. */
export function guard(schema: GraphQLSchema): GraphQLSchema {
  requireRows(schema);
  const plain = fieldsWithoutResolver(schema);
  const guarded = applyMiddleware(schema, rules());
  takeResolversOff(guarded, plain);
  guardSubscriptions(guarded);
  return guarded;
}

function rules() {
  const tree = Object.entries(ROOT_PERMISSIONS).map(([root, fields]) => {
    const rows = Object.entries(fields).map(([field, required]) => [
      field,
      required === 'public' ? allow : ruleFor(required, `${root}.${field}`),
    ]);
    return [root, { '*': deny, ...Object.fromEntries(rows) }];
  });
  return shield(Object.fromEntries(tree), {
    fallbackRule: allow,
    allowExternalErrors: true,
    fallbackError: () => new GraphQLError('You may not do this.', { extensions: { code: 'FORBIDDEN' } }),
  });
}

function requireRows(schema: GraphQLSchema): void {
  for (const [root, rows] of Object.entries(ROOT_PERMISSIONS)) {
    const fields = Object.keys((schema.getType(root) as GraphQLObjectType).getFields());
    const bare = fields.filter((field) => !(field in rows));
    const dead = Object.keys(rows).filter((field) => !fields.includes(field));
    if (bare.length > 0) throw new Error(`Give ${root}.${bare.join(', ')} a row in resolvers/permissions.ts.`);
    if (dead.length > 0)
      throw new Error(`Take ${root}.${dead.join(', ')} out of resolvers/permissions.ts: no such field.`);
  }
}

/** graphql-middleware wraps every field of the schema; a field that only reads a property pays for that on each row. */
function takeResolversOff(schema: GraphQLSchema, plain: ReadonlySet<string>): void {
  for (const [type, field] of fieldsOf(schema)) if (plain.has(`${type}.${field.name}`)) field.resolve = undefined;
}

function fieldsWithoutResolver(schema: GraphQLSchema): ReadonlySet<string> {
  return new Set(
    [...fieldsOf(schema)].filter(([, field]) => !field.resolve).map(([type, field]) => `${type}.${field.name}`),
  );
}

function* fieldsOf(schema: GraphQLSchema): Generator<[string, GraphQLField<unknown, unknown>]> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) yield [type.name, field];
  }
}

/** Shield guards what a subscription resolves, not its source: refuse before the source opens. */
function guardSubscriptions(schema: GraphQLSchema): void {
  const fields = schema.getSubscriptionType()?.getFields() ?? {};
  for (const [name, required] of Object.entries(ROOT_PERMISSIONS.Subscription)) {
    const field = fields[name];
    const source = field?.subscribe;
    if (!field || !source) throw new Error(`Subscription.${name} has no source.`);
    if (required === 'public') continue;
    field.subscribe = (parent, args, context: Context, info) => {
      const denial = denialOf(context, required, `Subscription.${name}`);
      if (denial) throw denial;
      return source(parent, args, context, info);
    };
  }
}
