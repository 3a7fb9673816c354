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
import { AccountResolver } from './accounts.ts';
import { AgentHealthResolver } from './agent-health.ts';
import { AgentResolver } from './agents.ts';
import { ApiKeyResolver } from './api-keys.ts';
import { AuditLogResolver } from './audit-log.ts';
import { ClusterNodeResolver } from './cluster-nodes.ts';
import { DebateDocumentResolver } from './debate-document.ts';
import * as eventTypes from './debate-event-types.ts';
import { DebateStatisticsResolver } from './debate-statistics.ts';
import { DebateTokensResolver } from './debate-tokens.ts';
import { DebateChangeResolver, DebateResolver } from './debates.ts';
import { guard } from './guards.ts';
import { ImpersonationResolver } from './impersonation.ts';
import { MemberResolver } from './members.ts';
import { NodeResolver } from './node-by-id.ts';
import { FIELD_PERMISSIONS, ROOT_PERMISSIONS } from './permissions.ts';
import { RateLimitResolver } from './rate-limit.ts';
import { ReceiptResolver } from './receipts.ts';
import { RoleResolver } from './roles.ts';
import { SecondFactorResolver } from './second-factors.ts';
import { SystemResolver } from './system.ts';
import { UsageResolver } from './usage.ts';

const REQUIRES = new GraphQLDirective({
  name: 'requires',
  description: 'The permission a caller needs for this field.',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: { permission: { type: new GraphQLNonNull(GraphQLString), description: 'As in docs/permissions.md.' } },
});

/** The whole API: types from the resolver classes, every root field guarded and marked with its permission. */
export async function buildSchema(): Promise<GraphQLSchema> {
  const schema = await buildFromClasses({
    resolvers: [
      AccountResolver,
      AgentHealthResolver,
      AgentResolver,
      ApiKeyResolver,
      AuditLogResolver,
      ClusterNodeResolver,
      DebateResolver,
      DebateChangeResolver,
      DebateStatisticsResolver,
      DebateTokensResolver,
      ImpersonationResolver,
      MemberResolver,
      NodeResolver,
      RateLimitResolver,
      ReceiptResolver,
      RoleResolver,
      SecondFactorResolver,
      DebateDocumentResolver,
      SystemResolver,
      UsageResolver,
    ],
    // Types that are only reached through the interface they implement.
    orphanedTypes: Object.values(eventTypes).filter((type) => type !== eventTypes.DebateEvent),
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
