import { eventCursor } from '../../../src/domain/events/cursor.ts';
import type { Root } from './any-operation.ts';
import { aDecisionInput } from './inputs.ts';
import { PASSWORD, type Tenant } from './two-organisations.ts';

/** How one root field is asked by somebody about what is its own. */
export interface Probe {
  /** Arguments, once for each way worth asking. */
  readonly args: (own: Tenant) => readonly [object, ...object[]];
  /** Why nothing in the answer tells whose it is; left out: the answer has to show a text or an id of who asks. */
  readonly silent?: string;
  /** Inputs that are ids, but only of things in the same input, not of anything that is kept. */
  readonly local?: readonly string[];
  /** Inputs besides ids, cursors and keys that a text of somebody else may be put into. */
  readonly texts?: readonly string[];
}

const plain: Probe = { args: () => [{}] };
const forAll: Probe = { ...plain, silent: 'It is about the server and the same for everybody.' };
const bare = 'It says that it was done, or hands out something new.';
const PARTS = ['input.decision', 'input.agents', 'input.judge', 'input.moderator'];
const NEXT_PASSWORD = 'another horse battery staple';

function input(of: (own: Tenant) => object, more: Omit<Probe, 'args'> = {}): Probe {
  return { args: (own) => [{ input: of(own) }], ...more };
}

const user = ({ member: userId }: Tenant) => ({ userId });

/** A row for every root field of the schema. Inputs that name something need none: they are found in the schema. */
export const PROBES: Readonly<Record<Root, Readonly<Record<string, Probe>>>> = {
  Query: {
    agentHealth: forAll,
    agents: forAll,
    apiKeys: plain,
    auditExport: { args: () => [{}, { format: 'CSV' }] },
    auditHead: { ...plain, silent: 'A number and a hash.' },
    auditLog: { args: () => [{ first: 100 }], texts: ['filter.action'] },
    circuitBreakers: forAll,
    debate: { args: ({ ended, running, further }) => [{ id: ended }, ...[running, ...further].map((id) => ({ id }))] },
    debateStatistics: { args: () => [{}], texts: ['kind'], silent: 'Numbers, and ids of agents.' },
    debates: { args: () => [{ first: 50 }], texts: ['filter.text'] },
    estimateDebate: input(() => ({ decision: aDecisionInput() }), { local: PARTS, silent: 'It reads nothing.' }),
    health: forAll,
    me: plain,
    node: { args: ({ ended }) => [{ id: ended }] },
    clusterNodes: plain,
    rateLimit: forAll,
    receipt: { args: ({ ended, deleted }) => [{ debateId: ended }, { debateId: deleted }] },
    receiptKeys: forAll,
    roles: plain,
    usage: {
      args: () => [['DAY'], ['AGENT', 'MODEL']].map((groupBy) => ({ window: { lastDays: 1 }, groupBy })) as [object],
      silent: 'Numbers, and ids of agents.',
    },
    users: plain,
    workspaces: plain,
  },
  Mutation: {
    cancelDebate: input(({ running: id }) => ({ id })),
    changePassword: input(() => ({ currentPassword: PASSWORD, newPassword: NEXT_PASSWORD }), { silent: bare }),
    confirmIdentity: input(() => ({ password: PASSWORD }), { silent: bare }),
    confirmMfa: input(() => ({ code: '123456' }), { silent: bare }),
    createApiKey: input(({ key }) => ({ name: key, scopes: ['debates.read'] })),
    createPasswordReset: input(user, { silent: bare }),
    createWorkspace: input(({ key }) => ({ name: key })),
    deactivateUser: input(user),
    defineRole: input(() => ({ name: 'auditor' }), { texts: ['input.includes'], silent: bare }),
    deleteDebate: input(({ ended: id }) => ({ id })),
    deleteRole: input(({ key }) => ({ name: key.replace('-key', '-word') }), { texts: ['input.name'], silent: bare }),
    disableMfa: input(() => ({ code: '123456' }), { silent: bare }),
    endImpersonation: input(() => ({}), { silent: bare }),
    forkDebate: input(({ ended }) => ({ debateId: ended, after: eventCursor(ended, 4) }), { local: PARTS }),
    impersonate: input(({ member: userId }) => ({ userId, reason: 'To see the same.', minutes: 5 }), { silent: bare }),
    interject: input(({ running }) => ({ debateId: running, text: 'Well.' })),
    inviteUser: input(({ key }) => ({ email: `new-${key}@example.org`, roles: ['viewer'] }), {
      texts: ['input.roles'],
    }),
    leaveWorkspace: input(() => ({}), { silent: bare }),
    recordGroundTruth: input(({ ended }) => ({ debateId: ended, groundTruth: 'x' }), { local: ['input.groundTruth'] }),
    refreshSession: input(({ refreshToken }) => ({ refreshToken }), { silent: bare }),
    resetPassword: input(({ secret }) => ({ secret, newPassword: NEXT_PASSWORD }), { silent: bare }),
    revokeApiKey: input(({ apiKey: id }) => ({ id })),
    rotateReceiptKey: input(() => ({}), { silent: 'The keys are those of the server.' }),
    setRoles: input(({ member: userId }) => ({ userId, roles: ['viewer'] }), { texts: ['input.roles'] }),
    setUpMfa: input(() => ({})),
    signIn: input(({ email }) => ({ email, password: PASSWORD }), { silent: bare }),
    signOut: input(() => ({}), { silent: bare }),
    signOutEverywhere: input(() => ({}), { silent: bare }),
    startDebate: input(({ key }) => ({ decision: aDecisionInput({ task: key }) }), { local: PARTS }),
  },
  Subscription: {
    debateEvents: {
      args: ({ running, ended, further }) => [
        { debateId: running },
        ...[ended, ...further].map((debateId) => ({ debateId })),
      ],
    },
    debatesChanged: plain,
    debateTokens: { args: ({ running }) => [{ debateId: running }] },
  },
};

const OF_THE_SERVER = 'Breakers are those of the server, shared by all on purpose; no language model is set up here.';

const OF_THE_MOMENT = 'It takes a code of the moment, and concerns the caller alone.';

/** Nested fields in which no probe finds anything, and why. */
export const NEVER_REACHED: Readonly<Record<string, string>> = {
  ...onEach('Agent', ['family', 'model'], 'Only the built-in agent is there; agents are those of the server.'),
  ...onEach('AgentCallFailure', ['at', 'code', 'message'], OF_THE_SERVER),
  'AgentCondition.breaker': OF_THE_SERVER,
  ...onEach('CircuitBreaker', ['agentId', 'failures', 'lastFailure', 'openUntil', 'state'], OF_THE_SERVER),
  'AuditExportPart.next': 'It takes more than 500 entries. Its cursor, which holds two numbers, is tried all the same.',
  'HealthCheck.message': 'It is about the server, and nothing ails it.',
  'Me.impersonatorId': 'It is of the caller itself, who acts as nobody else.',
  ...onEach('RateLimit', ['limit', 'remaining', 'resetAt'], 'Nothing is limited here.'),
  'ConfirmMfaPayload.recoveryCodes': OF_THE_MOMENT,
  'DisableMfaPayload.done': OF_THE_MOMENT,
  'LeaveWorkspacePayload.done': 'The only owner cannot leave.',
  'EndImpersonationPayload.done': 'The caller acts as nobody else.',
};

function onEach(type: string, fields: readonly string[], reason: string): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [`${type}.${field}`, reason]));
}
