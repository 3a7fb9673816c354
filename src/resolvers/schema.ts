// The decorators of type-graphql need it before the first class.
import 'reflect-metadata';
import {
  DirectiveLocation,
  GraphQLDirective,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLString,
  getNullableType,
  specifiedDirectives,
} from 'graphql';
import { buildSchema as buildFromClasses } from 'type-graphql';
import { guard } from './guards/guards.ts';
import { FIELD_PERMISSIONS, MUTATION_PROOFS, ROOT_PERMISSIONS } from './permissions.ts';
import { NodeResolver } from './shared/node-by-id.ts';
import { markOneOf } from './shared/one-of.ts';

const REQUIRES = new GraphQLDirective({
  name: 'requires',
  description:
    'The permission that this field requires. Without it, the field is null with an error, and a subscription is refused: UNAUTHENTICATED without a credential, MFA_REQUIRED when a second factor would give the permission, otherwise FORBIDDEN. Fields of other types without this directive require no more than the field that returned them.',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: {
    permission: {
      type: new GraphQLNonNull(GraphQLString),
      description:
        'Name of the permission, or `public` when no permission is required. A credential is required all the same, except for the few documents in docs/permissions.md.',
    },
  },
});

type Options = Parameters<typeof buildFromClasses>[0];

/** The classes of the API. */
export interface SchemaParts {
  readonly resolvers: readonly ResolverClass[];
  /** Types that are reachable only through an interface. */
  readonly types: readonly TypeClass[];
}

export type ResolverClass = Options['resolvers'][number];
export type TypeClass = NonNullable<Options['orphanedTypes']>[number];

/** Builds the schema from the classes. Every root field is guarded and marked with its permission. */
export async function buildSchema({ resolvers, types }: SchemaParts): Promise<GraphQLSchema> {
  const schema = await buildFromClasses({
    resolvers: [...resolvers, NodeResolver] as unknown as Options['resolvers'],
    orphanedTypes: [...types],
    directives: [...specifiedDirectives, REQUIRES],
    // The server validates the schema at its start. The check query of type-graphql is not needed.
    skipCheck: true,
    validate: false,
    pubSub: noPubSub,
  });
  return guard(markPermissions(describeRoots(markOneOf(schema))));
}

const ROOTS = {
  Query: 'Reads data. A query changes nothing, so it can be repeated.',
  Mutation:
    'Changes data. Every mutation takes one `input` and returns a payload with the mistakes that the caller can correct. The mutations of one operation run one after the other.',
  Subscription:
    'Follows changes over a WebSocket (graphql-transport-ws) or an event stream. The description of each field says whether it can continue after a lost connection.',
};

/** type-graphql creates the root types without a description. */
function describeRoots(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, description] of Object.entries(ROOTS)) {
    const root = schema.getType(name);
    if (root) root.description = description;
  }
  return schema;
}

// type-graphql requires a pubSub when there are subscriptions. The subscriptions here have their own sources.
const noPubSub = {
  publish() {},
  subscribe(): never {
    throw new Error('Subscriptions here have a source of their own.');
  },
};

/** Ends the description of a mutation that asks for a proof of identity. */
const PROOF_SENTENCES = {
  FRESH: ' Requires a fresh proof of identity, see `confirmIdentity`. API keys, services and tokens have none.',
  OPERATOR: ' Requires a fresh proof of identity, see `confirmIdentity`, or a credential of the server itself.',
  OWN: '',
  NONE: '',
};

/**
 * Marks the fields with their permission, in the printed schema and in their description, which GraphiQL shows. A field that
 * can be refused is nullable, so that one refused field does not make the whole response null. The source of a subscription
 * is refused as a whole.
 */
function markPermissions(schema: GraphQLSchema): GraphQLSchema {
  for (const [type, rows] of Object.entries({ ...ROOT_PERMISSIONS, ...FIELD_PERMISSIONS })) {
    const fields = (schema.getType(type) as GraphQLObjectType | undefined)?.getFields() ?? {};
    for (const [name, permission] of Object.entries(rows)) {
      const field = fields[name];
      if (!field) continue;
      field.extensions = { ...field.extensions, directives: { requires: { permission } } };
      if (permission === 'public') continue;
      field.description = `${field.description} Requires the permission \`${permission}\`.`;
      if (type === 'Mutation') field.description += PROOF_SENTENCES[MUTATION_PROOFS[name] ?? 'NONE'];
      if (type !== 'Subscription') field.type = getNullableType(field.type);
    }
  }
  return schema;
}
