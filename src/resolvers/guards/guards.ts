import { addResolversToSchema } from '@graphql-tools/schema';
import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import type { Permission } from '../../domain/access/permissions.ts';
import type { Context } from '../context.ts';
import { FIELD_PERMISSIONS, MUTATION_PROOFS, type Required, ROOT_PERMISSIONS } from '../permissions.ts';
import { denialOf, ruleFor } from './permission-rules.ts';
import { allow, deny, type Guards, guarded, shield } from './shield.ts';

type Resolvers = Parameters<typeof addResolversToSchema>[0]['resolvers'];
type Source = GraphQLFieldResolver<unknown, Context>;

/** Guards every root field, and the listed fields of types, by its permission. Throws when a root field has none. */
export function guard(schema: GraphQLSchema): GraphQLSchema {
  requireRows(schema);
  refuseDeadRows(schema);
  // In place, because graphql-middleware would copy the whole schema and wrap every field.
  for (const resolvers of [guardedResolvers(schema), guardedSources(schema)])
    addResolversToSchema({ schema, resolvers, updateResolversInPlace: true });
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
  for (const [root, rows] of [...Object.entries(ROOT_PERMISSIONS), ['Mutation', MUTATION_PROOFS] as const]) {
    const fields = Object.keys((schema.getType(root) as GraphQLObjectType).getFields());
    const bare = fields.filter((field) => !(field in rows));
    if (bare.length > 0) throw new Error(`Give ${root}.${bare.join(', ')} a row in resolvers/permissions.ts.`);
  }
}

function refuseDeadRows(schema: GraphQLSchema): void {
  const tables = Object.entries({ ...ROOT_PERMISSIONS, ...FIELD_PERMISSIONS });
  for (const [type, rows] of [...tables, ['Mutation', MUTATION_PROOFS] as const]) {
    const fields = (schema.getType(type) as GraphQLObjectType | undefined)?.getFields() ?? {};
    const dead = Object.keys(rows).filter((field) => !(field in fields));
    if (dead.length > 0)
      throw new Error(`Take ${type}.${dead.join(', ')} out of resolvers/permissions.ts: no such field.`);
  }
}

/** Only for fields with a resolver: on a field that only reads a property, a guard would cost time for each row. */
function guardedResolvers(schema: GraphQLSchema): Resolvers {
  const guards = rules().generate(schema) as Guards;
  const guardedOf = (type: GraphQLObjectType) =>
    Object.values(type.getFields())
      .filter(({ name, resolve }) => resolve || isGuarded(type.name, name))
      .map(({ name, resolve = defaultFieldResolver }) => [
        name,
        { resolve: guarded(resolve, guards, type.name, name) },
      ]);
  return Object.fromEntries(objectTypes(schema).map((type) => [type.name, Object.fromEntries(guardedOf(type))]));
}

function objectTypes(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'));
}

function isGuarded(type: string, field: string): boolean {
  return FIELD_PERMISSIONS[type]?.[field] !== undefined;
}

/** Shield guards the resolver of a subscription, not its source. This one refuses before the source opens. */
function guardedSources(schema: GraphQLSchema): Resolvers {
  const fields = schema.getSubscriptionType()?.getFields() ?? {};
  const sources = Object.entries(ROOT_PERMISSIONS.Subscription).map(([name, required]) => {
    const source = fields[name]?.subscribe;
    if (!source) throw new Error(`Subscription.${name} has no source.`);
    return [name, { subscribe: required === 'public' ? source : behind(required, `Subscription.${name}`, source) }];
  });
  return { Subscription: Object.fromEntries(sources) };
}

function behind(required: Permission, handler: string, source: Source): Source {
  return (parent, args, context: Context, info) => {
    const denial = denialOf(context, required, handler);
    if (denial) throw denial;
    return source(parent, args, context, info);
  };
}
