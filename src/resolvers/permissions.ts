import type { Permission } from '../domain/access/permissions.ts';

/** What a root field asks for: a permission, or nothing of anybody. */
export type Required = Permission | 'public';

/** The permission every root field asks for. A root field without a row here is refused when the schema is built. */
export const ROOT_PERMISSIONS: Readonly<Record<'Query' | 'Mutation' | 'Subscription', Record<string, Required>>> = {
  Query: {
    agentHealth: 'agents.read',
    agents: 'agents.read',
    circuitBreakers: 'agents.read',
    debate: 'debates.read',
    debateStatistics: 'debates.read',
    debates: 'debates.read',
    estimateDebate: 'debates.create',
    health: 'public',
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
