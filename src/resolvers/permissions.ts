import { GraphQLError } from 'graphql';
import { may, PERMISSIONS, type Permission } from '../domain/access/permissions.ts';
import type { Context } from './context.ts';
import { type Rule, rule } from './shield.ts';

/** The permission every root field asks for. A root field without a row here is refused when the schema is built. */
export const ROOT_PERMISSIONS: Readonly<Record<'Query' | 'Mutation' | 'Subscription', Record<string, Permission>>> = {
  Query: {
    agentHealth: 'agents.read',
    agents: 'agents.read',
    auditExport: 'audit.read',
    auditHead: 'audit.read',
    auditLog: 'audit.read',
    circuitBreakers: 'agents.read',
    debate: 'debates.read',
    debateStatistics: 'debates.read',
    debates: 'debates.read',
    estimateDebate: 'debates.create',
    health: 'system.read',
    node: 'debates.read',
    nodes: 'system.read',
    receipt: 'debates.read',
    receiptKeys: 'debates.read',
    usage: 'usage.read',
  },
  Mutation: {
    cancelDebate: 'debates.cancel',
    deleteDebate: 'debates.delete',
    forkDebate: 'debates.create',
    interject: 'debates.create',
    recordOutcome: 'debates.create',
    rotateReceiptKey: 'receipts.rotate-key',
    startDebate: 'debates.create',
  },
  Subscription: {
    debateEvents: 'debates.read',
    debatesChanged: 'debates.read',
    debateTokens: 'debates.read',
  },
};

/** One rule for each permission: shield tells rules apart by their names and refuses two of one name. */
export function permissionRules(): Readonly<Record<Permission, Rule>> {
  const permissions = Object.keys(PERMISSIONS) as Permission[];
  return Object.fromEntries(permissions.map((permission) => [permission, ruleFor(permission)])) as Record<
    Permission,
    Rule
  >;
}

/** Answers true, or the error to refuse with. Asked anew every time: rights can go while a subscription runs. */
function ruleFor(permission: Permission): Rule {
  return rule(`may ${permission}`, { cache: 'no_cache' })((_parent, _args, { actor }: Context) =>
    may(actor.roles, permission) ? true : forbidden(permission),
  );
}

export function forbidden(permission: Permission): GraphQLError {
  const message = `This needs the permission ${permission}. Ask an administrator of the workspace for a role that holds it.`;
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN', permission } });
}
