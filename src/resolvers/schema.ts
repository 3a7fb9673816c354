// type-graphql's decorators need it, so it comes before the first class.
import 'reflect-metadata';
import {
  DirectiveLocation,
  GraphQLDirective,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLString,
  specifiedDirectives,
} from 'graphql';
import { buildSchema as buildFromClasses } from 'type-graphql';
import { guard } from './guards/guards.ts';
import { FIELD_PERMISSIONS, ROOT_PERMISSIONS } from './permissions.ts';
import { NodeResolver } from './shared/node-by-id.ts';

const REQUIRES = new GraphQLDirective({
  name: 'requires',
  description: 'The permission a caller needs for this field.',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: { permission: { type: new GraphQLNonNull(GraphQLString), description: 'As in docs/permissions.md.' } },
});

type Options = Parameters<typeof buildFromClasses>[0];

/** The classes that the API is made of. */
export interface SchemaParts {
  readonly resolvers: readonly ResolverClass[];
  /** Types that are only reached through the interface they implement. */
  readonly types: readonly TypeClass[];
}

export type ResolverClass = Options['resolvers'][number];
export type TypeClass = NonNullable<Options['orphanedTypes']>[number];

/** The whole API: types from the classes, every root field guarded and marked with its permission. */
export async function buildSchema({ resolvers, types }: SchemaParts): Promise<GraphQLSchema> {
  const schema = await buildFromClasses({
    resolvers: [...resolvers, NodeResolver] as unknown as Options['resolvers'],
    orphanedTypes: [...types],
    directives: [...specifiedDirectives, REQUIRES],
    // It is validated before it serves anything: no query of its own is needed for that.
    skipCheck: true,
    validate: false,
    pubSub: noPubSub,
  });
  return guard(markPermissions(schema));
}

// type-graphql asks for one as soon as there is a subscription; ours bring their own sources.
const noPubSub = {
  publish() {},
  subscribe(): never {
    throw new Error('Subscriptions here have a source of their own.');
  },
};

/** For whoever prints the schema. */
function markPermissions(schema: GraphQLSchema): GraphQLSchema {
  for (const [type, rows] of Object.entries({ ...ROOT_PERMISSIONS, ...FIELD_PERMISSIONS })) {
    const fields = (schema.getType(type) as GraphQLObjectType | undefined)?.getFields() ?? {};
    for (const [name, permission] of Object.entries(rows)) {
      const field = fields[name];
      if (field) field.extensions = { ...field.extensions, directives: { requires: { permission } } };
    }
  }
  return schema;
}
