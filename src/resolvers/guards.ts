import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import type { Context } from './context.ts';
import { denialOf, ruleFor } from './permission-rules.ts';
import { FIELD_PERMISSIONS, type Required, ROOT_PERMISSIONS } from './permissions.ts';
import { allow, deny, type Guards, guarded, shield } from './shield.ts';

/** The schema with every root field, and what is listed within types, guarded by its permission. Throws when a root field has none. */
export function guard(schema: GraphQLSchema): GraphQLSchema {
  requireRows(schema);
  refuseDeadRows(schema);
  guardResolvers(schema);
  guardSubscriptions(schema);
  return schema;
}

function rules() {
  const roots = Object.entries(ROOT_PERMISSIONS).map(([root, fields]) => [
    root,
    { '*': deny, ...rulesOf(root, fields) },
  ]);
  const within = Object.entries(FIELD_PERMISSIONS).map(([type, fields]) => [type, rulesOf(type, fields)]);
  return shield(Object.fromEntries([...roots, ...within]), {
    fallbackRule: allow,
    allowExternalErrors: true,
    fallbackError: () => new GraphQLError('You may not do this.', { extensions: { code: 'FORBIDDEN' } }),
  });
}

function rulesOf(type: string, fields: Readonly<Record<string, Required>>) {
  const rows = Object.entries(fields).map(([field, required]) => [
    field,
    required === 'public' ? allow : ruleFor(required, `${type}.${field}`),
  ]);
  return Object.fromEntries(rows);
}

function requireRows(schema: GraphQLSchema): void {
  for (const [root, rows] of Object.entries(ROOT_PERMISSIONS)) {
    const fields = Object.keys((schema.getType(root) as GraphQLObjectType).getFields());
    const bare = fields.filter((field) => !(field in rows));
    if (bare.length > 0) throw new Error(`Give ${root}.${bare.join(', ')} a row in resolvers/permissions.ts.`);
  }
}

function refuseDeadRows(schema: GraphQLSchema): void {
  for (const [type, rows] of Object.entries({ ...ROOT_PERMISSIONS, ...FIELD_PERMISSIONS })) {
    const fields = (schema.getType(type) as GraphQLObjectType | undefined)?.getFields() ?? {};
    const dead = Object.keys(rows).filter((field) => !(field in fields));
    if (dead.length > 0)
      throw new Error(`Take ${type}.${dead.join(', ')} out of resolvers/permissions.ts: no such field.`);
  }
}

/**
 * In place: graphql-middleware would make the whole schema anew, and wrap every field of it. One that only reads a property
 * would pay for that on each row.
 */
function guardResolvers(schema: GraphQLSchema): void {
  const guards = rules().generate(schema) as Guards;
  for (const [type, field] of fieldsOf(schema)) {
    if (field.resolve || isGuarded(type, field.name))
      field.resolve = guarded(field.resolve ?? defaultFieldResolver, guards, type, field.name);
  }
}

function isGuarded(type: string, field: string): boolean {
  return FIELD_PERMISSIONS[type]?.[field] !== undefined;
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
