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
import { AccountResolver } from './access/accounts.ts';
import { ApiKeyResolver } from './access/api-keys.ts';
import { ImpersonationResolver } from './access/impersonation.ts';
import { MemberResolver } from './access/members.ts';
import { RoleResolver } from './access/roles.ts';
import { SecondFactorResolver } from './access/second-factors.ts';
import { AgentHealthResolver } from './agents/agent-health.ts';
import { AgentResolver } from './agents/agents.ts';
import { AuditLogResolver } from './audit/audit-log.ts';
import { DebateDocumentResolver } from './debates/debate-document.ts';
import * as eventTypes from './debates/debate-event-types.ts';
import { DebateStatisticsResolver } from './debates/debate-statistics.ts';
import { DebateTokensResolver } from './debates/debate-tokens.ts';
import { DebateChangeResolver, DebateResolver } from './debates/debates.ts';
import { guard } from './guards/guards.ts';
import { FIELD_PERMISSIONS, ROOT_PERMISSIONS } from './permissions.ts';
import { ReceiptResolver } from './receipts/receipts.ts';
import { NodeResolver } from './shared/node-by-id.ts';
import { ClusterNodeResolver } from './system/cluster-nodes.ts';
import { RateLimitResolver } from './system/rate-limit.ts';
import { SystemResolver } from './system/system.ts';
import { UsageResolver } from './usage/usage.ts';

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
