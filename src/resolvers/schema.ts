// type-graphql's decorators need it, so it comes before the first class.
import 'reflect-metadata';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import type { GraphQLSchema } from 'graphql';
import { buildTypeDefsAndResolvers } from 'type-graphql';
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

const REQUIRES = `
"The permission a caller needs for this field."
directive @requires(
  "As in docs/permissions.md."
  permission: String!
) on FIELD_DEFINITION
`;

/** The whole API: types from the resolver classes, every root field guarded and marked with its permission. */
export async function buildSchema(): Promise<GraphQLSchema> {
  const { typeDefs, resolvers } = await buildTypeDefsAndResolvers({
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
    validate: false,
    pubSub: noPubSub,
  });
  return guard(markPermissions(makeExecutableSchema({ typeDefs: [typeDefs, REQUIRES], resolvers })));
}

// type-graphql asks for one as soon as there is a subscription; ours bring their own sources.
const noPubSub = {
  publish() {},
  subscribe(): never {
    throw new Error('Subscriptions here have a source of their own.');
  },
};

function markPermissions(schema: GraphQLSchema): GraphQLSchema {
  const rows: Record<string, Record<string, string>> = { ...ROOT_PERMISSIONS, ...FIELD_PERMISSIONS };
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, name, type) => {
      const permission = rows[type]?.[name];
      if (permission === undefined) return field;
      return { ...field, extensions: { ...field.extensions, directives: { requires: { permission } } } };
    },
  });
}
