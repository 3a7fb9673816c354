import type { Permission } from '../domain/access/permissions.ts';
import type { Proof } from '../domain/access/sign-in/step-up.ts';

/** The requirement of a root field: a permission, or none. */
export type Required = Permission | 'public';

/** The permission that each root field requires. A root field without a row here fails the build of the schema. */
export const ROOT_PERMISSIONS: Readonly<Record<'Query' | 'Mutation' | 'Subscription', Record<string, Required>>> = {
  Query: {
    agentHealth: 'agents.read',
    agents: 'agents.read',
    apiKeys: 'api-keys.manage',
    auditExport: 'audit.read',
    auditHead: 'audit.read',
    auditLog: 'audit.read',
    circuitBreakers: 'agents.read',
    clusterNodes: 'system.read',
    debate: 'debates.read',
    debateStatistics: 'debates.read',
    debates: 'debates.read',
    estimateDebate: 'debates.create',
    health: 'public',
    me: 'account.use',
    node: 'public',
    nodes: 'public',
    rateLimit: 'public',
    receipt: 'debates.read',
    receiptKeys: 'debates.read',
    roles: 'users.read',
    usage: 'usage.read',
    users: 'users.read',
    workspaces: 'workspaces.read',
  },
  Mutation: {
    cancelDebate: 'debates.cancel',
    changePassword: 'account.use',
    confirmIdentity: 'account.use',
    confirmMfa: 'account.use',
    createApiKey: 'api-keys.manage',
    createPasswordReset: 'users.invite',
    createWorkspace: 'workspaces.create',
    deactivateUser: 'users.deactivate',
    defineRole: 'roles.manage',
    deleteDebate: 'debates.delete',
    deleteRole: 'roles.manage',
    disableMfa: 'account.use',
    endImpersonation: 'account.use',
    forkDebate: 'debates.create',
    impersonate: 'users.impersonate',
    interject: 'debates.create',
    inviteUser: 'users.invite',
    leaveWorkspace: 'account.use',
    recordGroundTruth: 'debates.create',
    refreshSession: 'public',
    resetPassword: 'public',
    revokeApiKey: 'api-keys.manage',
    rotateReceiptKey: 'receipts.rotate-key',
    setRoles: 'users.set-roles',
    setUpMfa: 'account.use',
    signIn: 'public',
    signOut: 'account.use',
    signOutEverywhere: 'account.use',
    startDebate: 'debates.create',
  },
  Subscription: {
    debateEvents: 'debates.read',
    debatesChanged: 'debates.read',
    debateTokens: 'debates.read',
  },
};

/**
 * The proof of identity that each mutation asks for, beside its permission. A mutation without a row here fails the build of
 * the schema: decide whether it changes what protects an account, or a key.
 */
export const MUTATION_PROOFS: Readonly<Record<string, Proof>> = {
  cancelDebate: 'NONE',
  changePassword: 'FRESH',
  confirmIdentity: 'OWN',
  confirmMfa: 'FRESH',
  createApiKey: 'FRESH',
  createPasswordReset: 'FRESH',
  createWorkspace: 'FRESH',
  deactivateUser: 'FRESH',
  defineRole: 'FRESH',
  deleteDebate: 'NONE',
  deleteRole: 'FRESH',
  disableMfa: 'FRESH',
  endImpersonation: 'NONE',
  forkDebate: 'NONE',
  impersonate: 'FRESH',
  interject: 'NONE',
  inviteUser: 'FRESH',
  leaveWorkspace: 'FRESH',
  recordGroundTruth: 'NONE',
  refreshSession: 'OWN',
  resetPassword: 'OWN',
  revokeApiKey: 'FRESH',
  rotateReceiptKey: 'OPERATOR',
  setRoles: 'FRESH',
  setUpMfa: 'FRESH',
  signIn: 'OWN',
  signOut: 'NONE',
  signOutEverywhere: 'FRESH',
  startDebate: 'NONE',
};

/** Fields that require more than their root field does. The load of a node reveals the activity of other workspaces. */
export const FIELD_PERMISSIONS: Readonly<Record<string, Record<string, Permission>>> = {
  ClusterNode: {
    host: 'nodes.inspect',
    leaseCount: 'nodes.inspect',
    load: 'nodes.inspect',
    pid: 'nodes.inspect',
    url: 'nodes.inspect',
  },
};
