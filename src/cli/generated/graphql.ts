/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The invitation. */
export type AcceptInvitationInput = {
  /** Id of a pending invitation of the caller. */
  id: string;
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
};

/** A role of an account, beside its roles in workspaces. */
export type AccountRole =
  /** Manages users, custom roles and organisation roles, and reads the whole audit log. */
  | 'ORGANISATION_ADMIN'
  /** Reads the audit log of all workspaces. */
  | 'ORGANISATION_AUDITOR'
  /** Operates the server. Only a command on its machine gives and takes this role. */
  | 'SERVER_OPERATOR';

/** A rule-based agent, with its weights and its initial knowledge. */
export type AgentProfileInput = {
  /** Id within the decision; in the debate it is the `key`. It begins with a letter or digit and has at most 64 letters, digits, ".", "_" and "-". */
  id: string;
  /** Display name. */
  label: string;
  /** Ids of evidence that the agent knows before the debate, at most 200. Default: all evidence. */
  startsWith?: Array<string> | null | undefined;
  /** Lead that another option needs before the agent changes its position, 0 to 1. Default: 0. */
  stubbornness?: number | null | undefined;
  /** Weights of criteria, at most 20. Default for omitted criteria: 1. */
  weights?: Array<CriterionWeightInput> | null | undefined;
};

/** The provider of an agent. In names of models, such as `openai:gpt-5.4`, it is written in lower case. */
export type AgentProvider =
  /** Anthropic. */
  | 'ANTHROPIC'
  /** Aragora itself: a rule-based agent, which calls no language model. */
  | 'BUILTIN'
  /** The Gemini API of Google. */
  | 'GEMINI'
  /** A server of the operator with an API like that of OpenAI. */
  | 'LOCAL'
  /** Mistral. */
  | 'MISTRAL'
  /** OpenAI. */
  | 'OPENAI'
  /** OpenRouter, which serves models of many makers. */
  | 'OPENROUTER'
  /** xAI. */
  | 'XAI';

/** The part of the system that an entry concerns. */
export type AuditCategory =
  /** Users, roles and workspaces. */
  | 'ACCESS'
  /** Settings and keys of the system. */
  | 'ADMIN'
  /** Sign-in, sign-out, keys and sessions. */
  | 'AUTH'
  /** Stored data: exports, erasure, retention and backups. */
  | 'DATA'
  /** Debates. */
  | 'DEBATE'
  /** Actions of the system itself. */
  | 'SYSTEM';

/** Conditions for entries. An omitted condition matches all. */
export type AuditFilter = {
  /** Only entries with exactly this action, such as `debate.deleted`. */
  action?: string | null | undefined;
  /** Only actions of this user, including those as another user. */
  actorId?: string | null | undefined;
  /** Only entries of these categories, at most 50. An empty list matches nothing. */
  category?: Array<AuditCategory> | null | undefined;
  /** Only entries recorded at or after this time. */
  since?: string | null | undefined;
  /** Only actions on the object with this id or name. */
  targetKey?: string | null | undefined;
  /** Only entries recorded before this time. */
  until?: string | null | undefined;
};

/** Format of an audit log export. */
export type AuditFormat =
  /** For spreadsheets, with a header line. Texts that look like formulas get a leading apostrophe. */
  | 'CSV'
  /** Lines of JSON: a header that describes the selection, then one line for each entry. It can be verified. */
  | 'JSON';

/** Order of audit entries. */
export type AuditOrder =
  /** Newest entry first. */
  | 'NEWEST_FIRST'
  /** Oldest entry first. */
  | 'OLDEST_FIRST';

/** Result of an action. */
export type AuditOutcome =
  /** The caller had no permission. */
  | 'DENIED'
  /** The caller had permission, but the action failed. */
  | 'FAILURE'
  /** The action succeeded. */
  | 'SUCCESS';

/** The part of the audit log to read. */
export type AuditScope =
  /** Entries of all workspaces of the organisation, and of the organisation itself. Requires the permission `organisation.audit`. */
  | 'ORGANISATION'
  /** Entries of the workspace of the caller. */
  | 'WORKSPACE';

/** The debate to cancel. */
export type CancelDebateInput = {
  /** Id of the debate. */
  id: string;
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
  /** Reason, 1 to 500 characters. It is stored in the audit log permanently. */
  reason?: string | null | undefined;
};

/** The new password, and the current one as proof. */
export type ChangePasswordInput = {
  /** The current password. */
  currentPassword: string;
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
  /** The new password: 12 to 128 characters that are hard to guess. */
  newPassword: string;
};

/** State of a circuit breaker. */
export type CircuitBreakerState =
  /** All calls are allowed. */
  | 'CLOSED'
  /** One node may send a single probe, to find out whether the agent works again. */
  | 'HALF_OPEN'
  /** No calls are allowed: the agent failed too often, or its provider asked for a pause. */
  | 'OPEN';

/** A fresh proof of identity. */
export type ConfirmIdentityInput = {
  /** Code of the second factor; required when the caller has one. */
  code?: string | null | undefined;
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
  /** Password of the caller. */
  password: string;
};

/** A first code from the app. */
export type ConfirmMfaInput = {
  /** Six digits. */
  code: string;
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
};

/** Share of the votes cast that an option needs to win. */
export type Consensus =
  /** More than half. */
  | 'MAJORITY'
  /** The largest weight of votes. */
  | 'PLURALITY'
  /** Two thirds or more. */
  | 'SUPERMAJORITY'
  /** All of them. */
  | 'UNANIMOUS';

/** Settings of the new key. */
export type CreateApiKeyInput = {
  /** Addresses or networks, such as `10.0.0.0/8`, that may use the key, at most 50. Default: all. */
  addresses?: Array<string> | null | undefined;
  /** Time of expiry. Default: 365 days from now. */
  expiresAt?: string | null | undefined;
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
  /** Name, 1 to 100 characters. */
  name: string;
  /** Permissions of the key, at most 100. Default: all that the caller has now; what the caller is given later is not part of the key. */
  scopes?: Array<Permission> | null | undefined;
};

/** The user who needs a new password. */
export type CreatePasswordResetInput = {
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
  /** Id of the member. */
  userId: string;
};

/** The new workspace. */
export type CreateWorkspaceInput = {
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
  /** Name, 1 to 100 characters. */
  name: string;
};

/** How a caller proved its identity. */
export type CredentialKind =
  /** An API key of a user, from `createApiKey`. */
  | 'API_KEY'
  /** The API token of the server, which is set in its configuration. */
  | 'API_TOKEN'
  /** A token of the machine of the server, such as the CLI uses. */
  | 'LOCAL'
  /** No credential: the caller had not signed in. */
  | 'NONE'
  /** A service that proved its identity and acts for a user. */
  | 'SERVICE'
  /** An access token of a session, from `signIn`, `refreshSession`, `impersonate` or a sign-in link. */
  | 'SESSION';

/** A criterion by which options are judged. */
export type CriterionInput = {
  /** Id within the decision; in the debate it is the `key`. It begins with a letter or digit and has at most 64 letters, digits, ".", "_" and "-". */
  id: string;
  /** Display name. */
  label: string;
  /** The question the criterion asks about an option. */
  question: string;
};

/** Weight of a criterion for an agent. */
export type CriterionWeightInput = {
  /** Id of the criterion. */
  criterion: string;
  /** Weight, 0 to 1. */
  weight: number;
};

/** The user to deactivate. */
export type DeactivateUserInput = {
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
  /** Reason, 1 to 500 characters. It is stored in the audit log permanently. */
  reason?: string | null | undefined;
  /** Id of the member. */
  userId: string;
};

/** Conditions for debates. An omitted condition matches all. */
export type DebateFilter = {
  /** Only debates on one of these kinds of decision, at most 50. An empty list matches nothing. */
  kind?: Array<string> | null | undefined;
  /** Only debates with one of these outcomes, at most 20. An empty list matches nothing. */
  outcome?: Array<DebateOutcome> | null | undefined;
  /** Only debates that were created at this time or later. */
  since?: string | null | undefined;
  /** Only debates with one of these statuses, at most 20. An empty list matches nothing. */
  status?: Array<DebateStatus> | null | undefined;
  /** Only debates whose task contains this text. Case does not matter. Texts of three letters or more are found by an index, shorter ones by reading all tasks. */
  text?: string | null | undefined;
  /** Only debates that were created before this time. */
  until?: string | null | undefined;
};

/** Difference between the verdict and the majority of the blind answers, by the ground truth. */
export type DebateGain =
  /** The blind answers were wrong and the verdict is right, by the ground truth. */
  | 'CORRECTED'
  /** The blind answers were right and the verdict is wrong, by the ground truth. */
  | 'SUBVERTED'
  /** The verdict is the same as the blind answers, or as wrong. */
  | 'UNCHANGED'
  /** The verdict differs from the blind answers, and there is no ground truth. */
  | 'UNKNOWN';

/** Hard limits of a debate. */
export type DebateLimitsInput = {
  /** Latest end of the debate, within 7 days. */
  deadline?: string | null | undefined;
  /** Maximum cost in US dollars. Refused when the price of a debater is unknown. */
  maxCostUsd?: number | null | undefined;
  /** Maximum number of input and output tokens. */
  maxTokens?: number | null | undefined;
};

/** The named protocol of a debate. See docs/protocols.md. */
export type DebateMode =
  /** At least one round of critique and revision, then a vote. */
  | 'DELIBERATE'
  /** Blind answers decide. When they are close, a judge chooses. It is asked twice, with the candidates in both orders. */
  | 'JUDGE'
  /** Two sides speak in turn. A moderator may end the debate after each round; otherwise a judge decides. */
  | 'MODERATED'
  /** One of the other modes, chosen from the debates of the workspace with ground truth. */
  | 'POLICY'
  /** Blind answers decide by weight. When they differ too much, one anonymous exchange follows. Only a large majority overturns the blind answers. */
  | 'SAFE'
  /** Blind answers decide by weight, without an exchange. */
  | 'VOTE';

/** An option of a decision. */
export type DebateOptionInput = {
  /** Id within the decision; in the debate it is the `key`. It begins with a letter or digit and has at most 64 letters, digits, ".", "_" and "-". */
  id: string;
  /** Display name. */
  label: string;
};

/** Order of debates. */
export type DebateOrder =
  /** Newest debate first. */
  | 'NEWEST_FIRST'
  /** Oldest debate first. */
  | 'OLDEST_FIRST';

/** Outcome of an ended debate. */
export type DebateOutcome =
  /** The debate ended without a verdict. */
  | 'ABORTED'
  /** One option won by the consensus rule. */
  | 'DECIDED'
  /** There were votes, but no option met the consensus rule. */
  | 'NO_CONSENSUS'
  /** No debater voted for an option: the evidence favoured none. */
  | 'UNDECIDED';

/** Status of a debate. */
export type DebateStatus =
  /** Ended without a verdict because it was cancelled. */
  | 'CANCELLED'
  /** Ended with a verdict. `outcome` says which kind. */
  | 'COMPLETED'
  /** Ended without a verdict because it could not continue. */
  | 'FAILED'
  /** Stored, and waiting for a process to run it. */
  | 'PENDING'
  /** Started, and not ended yet. */
  | 'RUNNING';

/** The basis of a decision. */
export type DecidedBy =
  /** The blind answers: there was no exchange, or it did not overturn them. */
  | 'BLIND'
  /** The agent that was better than the vote in the debates of the workspace with ground truth. */
  | 'CHAMPION'
  /** The judge. */
  | 'JUDGE'
  /** The moderator. */
  | 'MODERATOR'
  /** The final positions of the debaters. */
  | 'VOTES';

/** The question of a debate, with its options, criteria and evidence. */
export type DecisionInput = {
  /** Rule-based agents that argue over the evidence, at least 2 and at most 10. */
  agents?: Array<AgentProfileInput> | null | undefined;
  /** Criteria, at most 20. */
  criteria?: Array<CriterionInput> | null | undefined;
  /** Evidence, at most 200 pieces. */
  evidence?: Array<EvidenceInput> | null | undefined;
  /** Id of the option that is known to be right, for studies. */
  groundTruth?: string | null | undefined;
  /** Kind of decision, in a word. */
  kind?: string | null | undefined;
  /** Options, at least 2 and at most 8; none for an open question, which only language models can answer. */
  options?: Array<DebateOptionInput> | null | undefined;
  /** The question to decide. */
  task: string;
};

/** The invitation. */
export type DeclineInvitationInput = {
  /** Id of a pending invitation of the caller. */
  id: string;
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
};

/** A custom role of the organisation. */
export type DefineRoleInput = {
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
  /** Names of roles to include, at most 100. */
  includes?: Array<string> | null | undefined;
  /** Name: 2 to 40 characters of a-z, 0-9 and _. An existing role of this name is changed. */
  name: string;
  /** Permissions in addition to those of included roles, at most 100. */
  permissions?: Array<Permission> | null | undefined;
};

/** The ended debate to delete. */
export type DeleteDebateInput = {
  /** Id of the debate. */
  id: string;
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
  /** Reason, 1 to 500 characters. It is stored in the audit log permanently. */
  reason?: string | null | undefined;
};

/** The role to delete. */
export type DeleteRoleInput = {
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
  /** Name of the role. */
  name: string;
  /** Reason, 1 to 500 characters. It is stored in the audit log permanently. */
  reason?: string | null | undefined;
};

/** A code as proof. */
export type DisableMfaInput = {
  /** Six digits from the app, or a recovery code. */
  code: string;
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
  /** Reason, 1 to 500 characters. It is stored in the audit log permanently. */
  reason?: string | null | undefined;
};

/** Format of a document. */
export type DocumentFormat =
  /** For spreadsheets, with a header line. Texts that look like formulas get a leading apostrophe. */
  | 'CSV'
  /** For programs, with all data. */
  | 'JSON'
  /** For people. */
  | 'MARKDOWN';

/** Only an idempotency key. */
export type EndImpersonationInput = {
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
};

/** A statement for or against an option. It may attack or support other evidence, but not in a circle. */
export type EvidenceInput = {
  /** Ids of evidence that it weakens, at most 20. */
  attacks?: Array<string> | null | undefined;
  /** Id of the criterion by which it judges the option. */
  criterion: string;
  /** Id within the decision; in the debate it is the `key`. It begins with a letter or digit and has at most 64 letters, digits, ".", "_" and "-". */
  id: string;
  /** Id of the option that it speaks for or against. */
  option: string;
  /** Reliability of the source, 0 to 1. Default: 1. */
  reliability?: number | null | undefined;
  /** Source of the evidence. */
  source: EvidenceSourceInput;
  /** Whether it is for or against the option. */
  stance: Stance;
  /** Strength, 0 to 1, as judged by the author. */
  strength: number;
  /** Ids of evidence that it strengthens, at most 20. */
  supports?: Array<string> | null | undefined;
};

/** Source of evidence. `url` or `document` is required. */
export type EvidenceSourceInput = {
  /** Name of the document. */
  document?: string | null | undefined;
  /** Exact quote from the source. */
  quote?: string | null | undefined;
  /** Title of the source. */
  title: string;
  /** Address of the source. */
  url?: string | null | undefined;
};

/** Kind of failure of a call of a language model. */
export type FailureCode =
  /** The key is missing, wrong or lacks permission. */
  | 'AUTH'
  /** The server stopped the call. */
  | 'CANCELLED'
  /** The rules of the provider forbid an answer. */
  | 'CONTENT'
  /** The input is too long for the model. */
  | 'CONTEXT'
  /** The answer ended early. */
  | 'CUT'
  /** The answer is empty or cannot be used. */
  | 'MALFORMED'
  /** The credit or quota with the provider is used up. */
  | 'OUT_OF_CREDIT'
  /** The provider is overloaded or cannot be reached. */
  | 'OVERLOADED'
  /** Too many requests at the moment. */
  | 'RATE_LIMIT'
  /** No answer in time. */
  | 'TIMEOUT';

/** The debate to fork, and the changes. */
export type ForkDebateInput = {
  /** Cursor of the last event to share. At least one turn must come before it, and the verdict after it. */
  after: string;
  /** New agents for some of the participants, at most 20. Default: the original agents. */
  agents?: Array<ParticipantAgentInput> | null | undefined;
  /** As in StartDebateInput. Default: the value of the original. */
  consensus?: Consensus | null | undefined;
  /** As in StartDebateInput. Default: the value of the original. */
  debateAnyway?: boolean | null | undefined;
  /** Id of the debate to fork, running or ended. It does not change. */
  debateId: string;
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
  /** Message to the debaters before they continue. */
  interjection?: string | null | undefined;
  /** Limits of what the fork itself spends. */
  limits?: DebateLimitsInput | null | undefined;
  /** As in StartDebateInput. Default: the value of the original. */
  maxRounds?: number | null | undefined;
  /** As in StartDebateInput. Default: the value of the original. */
  paceMs?: number | null | undefined;
  /** As in StartDebateInput. Default: the value of the original. */
  topology?: Topology | null | undefined;
};

/** Health of the server or of a part of it. */
export type HealthStatus =
  /** It works, but slower or with reduced function. */
  | 'DEGRADED'
  /** It works. */
  | 'HEALTHY'
  /** It does not work. */
  | 'UNHEALTHY';

/** The user to act as, and the reason. */
export type ImpersonateInput = {
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
  /** Duration in minutes, 1 to 60. */
  minutes?: number;
  /** Reason, 10 to 500 characters. It is stored in the audit log permanently. */
  reason: string;
  /** A member of the workspace with no more permissions than the caller. */
  userId: string;
};

/** A message to the debaters of a running debate. */
export type InterjectInput = {
  /** Id of the debate. */
  debateId: string;
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
  /** Text, at most 4,000 characters. Debaters receive it from the next phase on. */
  text: string;
};

/** State of an invitation. */
export type InvitationStatus =
  /** The invited person is a member. */
  | 'ACCEPTED'
  /** The invited person declined it. */
  | 'DECLINED'
  /** The invited person can accept it until it expires. */
  | 'PENDING'
  /** An administrator withdrew it, or replaced it by a newer one. */
  | 'WITHDRAWN';

/** The person to invite, and the roles. */
export type InviteUserInput = {
  /** E-mail address. */
  email: string;
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
  /** Display name for a new account, 1 to 100 characters. Default: the e-mail address. */
  name?: string | null | undefined;
  /** Names of roles, at least one and at most 50. They cannot hold more permissions than the caller has. */
  roles: Array<string>;
};

/** Only an idempotency key. */
export type LeaveWorkspaceInput = {
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
};

/** Status of a server process. */
export type NodeStatus =
  /** It is stopping: it claims no debates and releases its own. */
  | 'DRAINING'
  /** It has sent no announcement for 15 seconds. Other processes claim its debates when its leases expire. */
  | 'GONE'
  /** It serves requests and claims debates. */
  | 'RUNNING';

/** An account role that an administrator of the organisation gives. */
export type OrganisationRole =
  /** Manages users, custom roles and organisation roles, and reads the whole audit log. */
  | 'ORGANISATION_ADMIN'
  /** Reads the audit log of all workspaces. */
  | 'ORGANISATION_AUDITOR';

/** The new agent of a participant. */
export type ParticipantAgentInput = {
  /** Key of the agent: `Agent.key`. */
  agentKey: string;
  /** Key of the participant. */
  participantKey: string;
};

/** Role of a participant. */
export type ParticipantRole =
  /** Gives the first answer of a moderated debate and defends it. */
  | 'AFFIRMATIVE'
  /** Holds a position and argues for it. */
  | 'DEBATER'
  /** Says which answers in words mean the same. Has no position. */
  | 'GROUPER'
  /** Chooses one of the candidates. It is never a debater. */
  | 'JUDGE'
  /** Says after each round whether one side has won. */
  | 'MODERATOR'
  /** Contradicts the affirmative side. */
  | 'NEGATIVE';

/** A permission of a role, a session or an API key. See docs/permissions.md for the roles that hold each. */
export type Permission =
  /** Read and change the own account, end its sessions, and leave a workspace. `account.use` in REST and documents. */
  | 'ACCOUNT_USE'
  /** Read agents, their health and their circuit breakers. `agents.read` in REST and documents. */
  | 'AGENTS_READ'
  /** Read, create and revoke the own API keys. `api-keys.manage` in REST and documents. */
  | 'API_KEYS_MANAGE'
  /** Read and export the audit log of the workspace. `audit.read` in REST and documents. */
  | 'AUDIT_READ'
  /** Cancel debates. `debates.cancel` in REST and documents. */
  | 'DEBATES_CANCEL'
  /** Start, fork and estimate debates, interject, and record ground truth. `debates.create` in REST and documents. */
  | 'DEBATES_CREATE'
  /** Delete ended debates. `debates.delete` in REST and documents. */
  | 'DEBATES_DELETE'
  /** Read and follow debates, their receipts and statistics. `debates.read` in REST and documents. */
  | 'DEBATES_READ'
  /** Read host, address and load of the nodes, which tell of other workspaces too. `nodes.inspect` in REST and documents. */
  | 'NODES_INSPECT'
  /** Read and export the audit log of all workspaces of the organisation. `organisation.audit` in REST and documents. */
  | 'ORGANISATION_AUDIT'
  /** Read the users of the organisation, and give them organisation roles. `organisation.manage` in REST and documents. */
  | 'ORGANISATION_MANAGE'
  /** Replace the key that signs receipts, for the whole server. `receipts.rotate-key` in REST and documents. */
  | 'RECEIPTS_ROTATE_KEY'
  /** Define and delete custom roles, for all workspaces of the organisation. `roles.manage` in REST and documents. */
  | 'ROLES_MANAGE'
  /** Read the schema by introspection. `schema.read` in REST and documents. */
  | 'SCHEMA_READ'
  /** Read the nodes of the server and the parts of its health. `system.read` in REST and documents. */
  | 'SYSTEM_READ'
  /** Read calls, tokens and cost of the workspace. `usage.read` in REST and documents. */
  | 'USAGE_READ'
  /** Deactivate users. `users.deactivate` in REST and documents. */
  | 'USERS_DEACTIVATE'
  /** Act as another member, for a limited time. `users.impersonate` in REST and documents. */
  | 'USERS_IMPERSONATE'
  /** Invite users, and reset their passwords. `users.invite` in REST and documents. */
  | 'USERS_INVITE'
  /** Read members of the workspace and roles. `users.read` in REST and documents. */
  | 'USERS_READ'
  /** Change the roles of members. `users.set-roles` in REST and documents. */
  | 'USERS_SET_ROLES'
  /** Approve steps of workflows. `workflows.approve` in REST and documents. */
  | 'WORKFLOWS_APPROVE'
  /** Create workflows. `workflows.create` in REST and documents. */
  | 'WORKFLOWS_CREATE'
  /** Delete workflows. `workflows.delete` in REST and documents. */
  | 'WORKFLOWS_DELETE'
  /** Run workflows. `workflows.execute` in REST and documents. */
  | 'WORKFLOWS_EXECUTE'
  /** Read workflows. `workflows.read` in REST and documents. */
  | 'WORKFLOWS_READ'
  /** Change workflows. `workflows.update` in REST and documents. */
  | 'WORKFLOWS_UPDATE'
  /** Create workspaces. `workspaces.create` in REST and documents. */
  | 'WORKSPACES_CREATE'
  /** Read the workspaces of the caller. `workspaces.read` in REST and documents. */
  | 'WORKSPACES_READ';

/** A choice of POLICY. */
export type PolicyChoice =
  /** The best agent answers alone. */
  | 'CHAMPION'
  /** Exchange below 60 % agreement. Blind and final answers count half each. */
  | 'OPEN3'
  /** Exchange below 80 % agreement. Blind and final answers count half each. */
  | 'OPEN4'
  /** The mode SAFE. */
  | 'SAFE'
  /** The mode VOTE. */
  | 'VOTE';

/** The ground truth of a debate. */
export type RecordGroundTruthInput = {
  /** Id of a debate that ended with a verdict. */
  debateId: string;
  /** Key of the option or candidate that turned out right; null when none of them did. */
  groundTruth?: string | null | undefined;
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
};

/** The session to refresh. */
export type RefreshSessionInput = {
  /** The latest refresh token. */
  refreshToken: string;
};

/** The new password, and the secret from an administrator. */
export type ResetPasswordInput = {
  /** Code of the second factor: six digits, or a recovery code. Required to accept an invitation with an account that has a second factor. */
  code?: string | null | undefined;
  /** The new password: 12 to 128 characters that are hard to guess. For an invitation of a person with an account: its password. */
  newPassword: string;
  /** Secret from `inviteUser` or `createPasswordReset`. */
  secret: string;
};

/** The key to revoke. */
export type RevokeApiKeyInput = {
  /** Id of the key. */
  id: string;
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
};

/** The reason for the rotation. */
export type RotateReceiptKeyInput = {
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
  /** Reason, 1 to 500 characters. It is stored in the audit log permanently. */
  reason?: string | null | undefined;
};

/** The new organisation roles of a user. */
export type SetOrganisationRolesInput = {
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
  /** Reason, 1 to 500 characters. It is stored in the audit log permanently. */
  reason?: string | null | undefined;
  /** All organisation roles of the user, at most 10; empty for none. */
  roles: Array<OrganisationRole>;
  /** Id of a user of the organisation. */
  userId: string;
};

/** The new roles of a member. */
export type SetRolesInput = {
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
  /** Reason, 1 to 500 characters. It is stored in the audit log permanently. */
  reason?: string | null | undefined;
  /** All roles of the member, at most 50. An empty list removes the member from the workspace. */
  roles: Array<string>;
  /** Id of the member. */
  userId: string;
};

/** Only an idempotency key. */
export type SetUpMfaInput = {
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
};

/** The credentials. */
export type SignInInput = {
  /** Code of the second factor: six digits, or a recovery code. Required when the user has a second factor. */
  code?: string | null | undefined;
  /** E-mail address of the user. Case does not matter. */
  email: string;
  /** Password. */
  password: string;
  /** Workspace to sign in to. Default: the first workspace of the user. */
  workspaceId?: string | null | undefined;
};

/** Only an idempotency key. */
export type SignOutEverywhereInput = {
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
};

/** Only an idempotency key. */
export type SignOutInput = {
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
};

/** Algorithm of the signature of a receipt. */
export type SignatureAlgorithm =
  /** Ed25519 (RFC 8032) over the canonical JSON (RFC 8785) of the header. */
  | 'ED25519';

/** Whether evidence is for or against its option. */
export type Stance =
  /** Against the option. */
  | 'AGAINST'
  /** For the option. */
  | 'FOR';

/** The debate to start. */
export type StartDebateInput = {
  /** Debaters in the order of speaking, at most 10, by key: agents of the decision, or agents from the query `agents`, such as `anthropic-api` or `openrouter:qwen/qwen3-max`. A language model may be listed twice, an agent of the decision once. Default: the agents of the decision, or a panel of 5 language models of at least 3 families when that many are configured. */
  agents?: Array<string> | null | undefined;
  /** Share of the votes an option needs. Default: MAJORITY in DELIBERATE, PLURALITY in all other modes. */
  consensus?: Consensus | null | undefined;
  /** Whether to hold the exchange, or ask the judge, even when the blind answers agree. Default: false. */
  debateAnyway?: boolean | null | undefined;
  /** The decision, with its evidence and agents. */
  decision: DecisionInput;
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
  /** Agent that judges in JUDGE and MODERATED. Default: chosen by the server, from a family that no debater has if possible. */
  judge?: string | null | undefined;
  /** Limits of the debate. With language models, ARAGORA_MAX_COST_USD and ARAGORA_MAX_TOKENS replace omitted limits. */
  limits?: DebateLimitsInput | null | undefined;
  /** Maximum number of rounds, 1 to 12. Default: 2 in DELIBERATE and MODERATED, 1 in SAFE. */
  maxRounds?: number | null | undefined;
  /** Mode of the debate. Default: SAFE as soon as a language model debates, DELIBERATE with rule-based agents alone. */
  mode?: DebateMode | null | undefined;
  /** Agent that moderates a MODERATED debate. Default: chosen by the server. */
  moderator?: string | null | undefined;
  /** Minimum time between two turns in milliseconds, 0 to 60,000. Default: 0. */
  paceMs?: number | null | undefined;
  /** How votes are counted. Default: CHOICE. */
  tally?: TallyRule | null | undefined;
  /** Which debater hears which. Default: ALL_TO_ALL. */
  topology?: Topology | null | undefined;
};

/** Why a debate ended. It does not tell the outcome. */
export type StopReason =
  /** The limit of cost or tokens was reached. */
  | 'BUDGET'
  /** The debate was cancelled. */
  | 'CANCELLED'
  /** No position changed in the last round, and no debater had an argument left that could change one. */
  | 'CONVERGED'
  /** The deadline passed. */
  | 'DEADLINE'
  /** A defect of the server stopped it. */
  | 'ERROR'
  /** The debate reached the maximum number of rounds. */
  | 'MAX_ROUNDS'
  /** The blind answers agreed, so no exchange took place. */
  | 'NOT_NEEDED'
  /** Too few debaters could answer. */
  | 'QUORUM_LOST'
  /** The moderator or the judge ruled. */
  | 'RULED';

/** How votes are counted. */
export type TallyRule =
  /** Each debater votes for one option. */
  | 'CHOICE'
  /** Each debater ranks the options. The Schulze method decides. */
  | 'RANKING';

/** Which debater hears which in an exchange. */
export type Topology =
  /** Each debater hears all others. */
  | 'ALL_TO_ALL'
  /** Each debater hears its two neighbours. */
  | 'RING'
  /** Each debater hears about half of the others. */
  | 'SPARSE'
  /** The first debater hears all others. The others hear only the first. */
  | 'STAR';

/** Kind of a turn. */
export type TurnKind =
  /** The argument of the affirmative side of a moderated debate. */
  | 'ARGUMENT'
  /** An objection to the position or the evidence of a peer. */
  | 'CRITIQUE'
  /** The grouping of answers in words that mean the same. */
  | 'GROUPING'
  /** The choice of a judge. */
  | 'JUDGEMENT'
  /** The statement of the moderator whether one side has won. */
  | 'MODERATION'
  /** A blind first answer. */
  | 'PROPOSAL'
  /** The reply of the negative side of a moderated debate. */
  | 'REPLY'
  /** The position of the participant after the critiques. */
  | 'REVISION'
  /** The final vote. */
  | 'VOTE';

/** Days in UTC, both included. At most 366 days. */
export type UsageDays = {
  /** The first day. */
  from: string;
  /** The last day. Default: today. */
  to?: string | null | undefined;
};

/** Grouping of usage. */
export type UsageGroup =
  /** By requested agent. */
  | 'AGENT'
  /** By day, in UTC. */
  | 'DAY'
  /** By called model. After a fallback it differs from the model of the agent. */
  | 'MODEL';

/** A range of days in UTC: either the last days, or a first and a last day. */
export type UsageWindow =
  {   /** From one day to another. */
  days: UsageDays; lastDays?: never; }
  |  { days?: never;   /** Number of last days including today, 1 to 366: 1 is only today. */
  lastDays: number; };

/** Kind of a user error. Codes are stable: branch on codes, not on messages. */
export type UserErrorCode =
  /** The cursor is not from this list or stream. Start without a cursor, or use one from it. */
  | 'BAD_CURSOR'
  /** The state of the object does not allow this. */
  | 'CONFLICT'
  /** The idempotency key was used before with a different input. */
  | 'IDEMPOTENCY_MISMATCH'
  /** An input value is missing, out of range or unknown. The message says how to correct it. */
  | 'INVALID_INPUT'
  /** The password is right. A code of the second factor is also required. */
  | 'MFA_CODE_REQUIRED'
  /** The object does not exist in this workspace. */
  | 'NOT_FOUND'
  /** The workspace has reached its limit of running debates. Wait until one ends, or cancel one. */
  | 'QUOTA_EXCEEDED'
  /** The credentials are wrong or not valid any more. */
  | 'SIGN_IN_REFUSED'
  /** A fresh proof of identity by a person is required. Call `confirmIdentity`, then try again within five minutes. API keys, services and tokens cannot prove one. */
  | 'STEP_UP_REQUIRED'
  /** Too many failed attempts. The message says how long to wait. */
  | 'TOO_MANY_ATTEMPTS';

/** The invitation. */
export type WithdrawInvitationInput = {
  /** Id of a pending invitation to the workspace of the caller. */
  id: string;
  /** Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect. */
  idempotencyKey?: string | null | undefined;
};

export type AcceptInvitationMutationVariables = Exact<{
  input: AcceptInvitationInput;
}>;


export type AcceptInvitationMutation = { acceptInvitation: { userErrorsOmitted: number, invitation: { id: string, email: string, name: string, roles: Array<string>, workspaceId: string, status: InvitationStatus, createdAt: string, expiresAt: string } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type ApiKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiKeysQuery = { apiKeys: Array<{ id: string, name: string, prefix: string, scopes: Array<Permission>, addresses: Array<string>, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, revokedAt: string | null }> | null };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { createApiKey: { secret: string | null, userErrorsOmitted: number, apiKey: { id: string, name: string, prefix: string, scopes: Array<Permission>, addresses: Array<string>, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, revokedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type CreateWorkspaceMutationVariables = Exact<{
  input: CreateWorkspaceInput;
}>;


export type CreateWorkspaceMutation = { createWorkspace: { userErrorsOmitted: number, workspace: { id: string, name: string, createdAt: string } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type DeactivateUserMutationVariables = Exact<{
  input: DeactivateUserInput;
}>;


export type DeactivateUserMutation = { deactivateUser: { userErrorsOmitted: number, user: { id: string, email: string, name: string, roles: Array<string>, isActive: boolean, hasSecondFactor: boolean } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type DeclineInvitationMutationVariables = Exact<{
  input: DeclineInvitationInput;
}>;


export type DeclineInvitationMutation = { declineInvitation: { userErrorsOmitted: number, invitation: { id: string, email: string, name: string, roles: Array<string>, workspaceId: string, status: InvitationStatus, createdAt: string, expiresAt: string } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type DefineRoleMutationVariables = Exact<{
  input: DefineRoleInput;
}>;


export type DefineRoleMutation = { defineRole: { userErrorsOmitted: number, role: { name: string, isBuiltIn: boolean, includes: Array<string>, permissions: Array<Permission> } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type DeleteRoleMutationVariables = Exact<{
  input: DeleteRoleInput;
}>;


export type DeleteRoleMutation = { deleteRole: { deletedRoleName: string | null, userErrorsOmitted: number, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type EndImpersonationMutationVariables = Exact<{
  input: EndImpersonationInput;
}>;


export type EndImpersonationMutation = { endImpersonation: { userErrorsOmitted: number, user: { id: string, email: string, name: string, roles: Array<string>, isActive: boolean, hasSecondFactor: boolean } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type ImpersonateMutationVariables = Exact<{
  input: ImpersonateInput;
}>;


export type ImpersonateMutation = { impersonate: { accessToken: string | null, expiresAt: string | null, userErrorsOmitted: number, user: { id: string, email: string, name: string, roles: Array<string>, isActive: boolean, hasSecondFactor: boolean } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type InvitationsQueryVariables = Exact<{ [key: string]: never; }>;


export type InvitationsQuery = { invitations: Array<{ id: string, email: string, name: string, roles: Array<string>, workspaceId: string, status: InvitationStatus, createdAt: string, expiresAt: string }> | null };

export type InviteUserMutationVariables = Exact<{
  input: InviteUserInput;
}>;


export type InviteUserMutation = { inviteUser: { secret: string | null, userErrorsOmitted: number, invitation: { id: string, email: string, name: string, roles: Array<string>, workspaceId: string, status: InvitationStatus, createdAt: string, expiresAt: string } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type LeaveWorkspaceMutationVariables = Exact<{
  input: LeaveWorkspaceInput;
}>;


export type LeaveWorkspaceMutation = { leaveWorkspace: { userErrorsOmitted: number, workspace: { id: string, name: string, createdAt: string } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { organisationId: string, roles: Array<string>, permissions: Array<Permission>, withheldPermissions: Array<Permission>, credential: CredentialKind, impersonatorId: string | null, user: { id: string, email: string, name: string, roles: Array<string>, isActive: boolean, hasSecondFactor: boolean } | null, workspace: { id: string, name: string, createdAt: string } | null } | null };

export type MyInvitationsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyInvitationsQuery = { myInvitations: Array<{ id: string, email: string, name: string, roles: Array<string>, workspaceId: string, status: InvitationStatus, createdAt: string, expiresAt: string }> | null };

export type OrganisationUsersQueryVariables = Exact<{ [key: string]: never; }>;


export type OrganisationUsersQuery = { organisationUsers: Array<{ id: string, email: string, name: string, roles: Array<string>, accountRoles: Array<AccountRole>, isActive: boolean, hasSecondFactor: boolean, createdAt: string, lastSignInAt: string | null }> | null };

export type RevokeApiKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type RevokeApiKeyMutation = { revokeApiKey: { userErrorsOmitted: number, apiKey: { id: string, name: string, prefix: string, scopes: Array<Permission>, addresses: Array<string>, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, revokedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type RolesQueryVariables = Exact<{ [key: string]: never; }>;


export type RolesQuery = { roles: Array<{ name: string, isBuiltIn: boolean, includes: Array<string>, permissions: Array<Permission> }> | null };

export type SetOrganisationRolesMutationVariables = Exact<{
  input: SetOrganisationRolesInput;
}>;


export type SetOrganisationRolesMutation = { setOrganisationRoles: { userErrorsOmitted: number, user: { id: string, email: string, name: string, roles: Array<string>, accountRoles: Array<AccountRole>, isActive: boolean, hasSecondFactor: boolean } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type SetRolesMutationVariables = Exact<{
  input: SetRolesInput;
}>;


export type SetRolesMutation = { setRoles: { userErrorsOmitted: number, user: { id: string, email: string, name: string, roles: Array<string>, isActive: boolean, hasSecondFactor: boolean } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { changePassword: { userErrorsOmitted: number, user: { id: string, email: string, name: string, roles: Array<string>, isActive: boolean, hasSecondFactor: boolean } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type ConfirmIdentityMutationVariables = Exact<{
  input: ConfirmIdentityInput;
}>;


export type ConfirmIdentityMutation = { confirmIdentity: { confirmedUntil: string | null, userErrorsOmitted: number, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type ConfirmMfaMutationVariables = Exact<{
  input: ConfirmMfaInput;
}>;


export type ConfirmMfaMutation = { confirmMfa: { recoveryCodes: Array<string> | null, userErrorsOmitted: number, user: { id: string, email: string, name: string, roles: Array<string>, isActive: boolean, hasSecondFactor: boolean } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type CreatePasswordResetMutationVariables = Exact<{
  input: CreatePasswordResetInput;
}>;


export type CreatePasswordResetMutation = { createPasswordReset: { secret: string | null, userErrorsOmitted: number, user: { id: string, email: string, name: string, roles: Array<string>, isActive: boolean, hasSecondFactor: boolean } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type DisableMfaMutationVariables = Exact<{
  input: DisableMfaInput;
}>;


export type DisableMfaMutation = { disableMfa: { userErrorsOmitted: number, user: { id: string, email: string, name: string, roles: Array<string>, isActive: boolean, hasSecondFactor: boolean } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type RefreshSessionMutationVariables = Exact<{
  input: RefreshSessionInput;
}>;


export type RefreshSessionMutation = { refreshSession: { userErrorsOmitted: number, tokens: { accessToken: string, accessExpiresAt: string, refreshToken: string, refreshExpiresAt: string } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type ResetPasswordMutationVariables = Exact<{
  input: ResetPasswordInput;
}>;


export type ResetPasswordMutation = { resetPassword: { userErrorsOmitted: number, user: { id: string, email: string, name: string, roles: Array<string>, isActive: boolean, hasSecondFactor: boolean } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type SetUpMfaMutationVariables = Exact<{
  input: SetUpMfaInput;
}>;


export type SetUpMfaMutation = { setUpMfa: { secret: string | null, address: string | null, userErrorsOmitted: number, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn: { userErrorsOmitted: number, tokens: { accessToken: string, accessExpiresAt: string, refreshToken: string, refreshExpiresAt: string } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type SignOutEverywhereMutationVariables = Exact<{
  input: SignOutEverywhereInput;
}>;


export type SignOutEverywhereMutation = { signOutEverywhere: { endedSessionCount: number | null, userErrorsOmitted: number, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type SignOutMutationVariables = Exact<{
  input: SignOutInput;
}>;


export type SignOutMutation = { signOut: { endedAt: string | null, userErrorsOmitted: number, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type UsersQueryVariables = Exact<{ [key: string]: never; }>;


export type UsersQuery = { users: Array<{ id: string, email: string, name: string, roles: Array<string>, accountRoles: Array<AccountRole>, isActive: boolean, hasSecondFactor: boolean, createdAt: string, lastSignInAt: string | null }> | null };

export type WithdrawInvitationMutationVariables = Exact<{
  input: WithdrawInvitationInput;
}>;


export type WithdrawInvitationMutation = { withdrawInvitation: { userErrorsOmitted: number, invitation: { id: string, email: string, name: string, roles: Array<string>, workspaceId: string, status: InvitationStatus, createdAt: string, expiresAt: string } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type WorkspacesQueryVariables = Exact<{ [key: string]: never; }>;


export type WorkspacesQuery = { workspaces: Array<{ id: string, name: string, createdAt: string }> | null };

export type AgentHealthQueryVariables = Exact<{ [key: string]: never; }>;


export type AgentHealthQuery = { agentHealth: { status: HealthStatus, hasOpenrouter: boolean, agents: Array<{ isAvailable: boolean, agent: { id: string, key: string, label: string, provider: AgentProvider, model: string | null, family: string | null, needsKey: boolean, isAvailable: boolean }, breaker: { agentKey: string, state: CircuitBreakerState, failures: number, openUntil: string | null, lastFailure: { code: FailureCode, message: string, at: string } | null } | null }> } | null };

export type AgentsQueryVariables = Exact<{ [key: string]: never; }>;


export type AgentsQuery = { agents: Array<{ id: string, key: string, label: string, description: string, provider: AgentProvider, model: string | null, family: string | null, needsKey: boolean, isAvailable: boolean, isPriceKnown: boolean }> | null };

export type CircuitBreakersQueryVariables = Exact<{ [key: string]: never; }>;


export type CircuitBreakersQuery = { circuitBreakers: Array<{ agentKey: string, state: CircuitBreakerState, failures: number, openUntil: string | null, agent: { id: string, label: string } | null, lastFailure: { code: FailureCode, message: string, at: string } | null }> | null };

export type AuditExportQueryVariables = Exact<{
  scope?: AuditScope;
  format?: AuditFormat;
  since?: string | null | undefined;
  until?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditExportQuery = { auditExport: { text: string, next: string | null } | null };

export type AuditHeadQueryVariables = Exact<{ [key: string]: never; }>;


export type AuditHeadQuery = { auditHead: { seq: number, hash: string } | null };

export type AuditLogQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: AuditFilter | null | undefined;
  orderBy?: AuditOrder;
  scope?: AuditScope;
}>;


export type AuditLogQuery = { auditLog: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ cursor: string, node: { id: string, seq: number, at: string, organisationId: string, workspaceId: string | null, category: AuditCategory, action: string, outcome: AuditOutcome, reason: string | null, detail: Record<string, unknown>, prevHash: string, hash: string, actor: { userId: string | null, impersonatorId: string | null, credential: CredentialKind | null, apiKeyId: string | null, address: string | null }, target: { type: string, key: string } | null } }> } | null };

export type CancelDebateMutationVariables = Exact<{
  input: CancelDebateInput;
}>;


export type CancelDebateMutation = { cancelDebate: { userErrorsOmitted: number, debate: { id: string, status: DebateStatus, outcome: DebateOutcome | null, stopReason: StopReason | null } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type DebateDocumentQueryVariables = Exact<{
  id: string;
  format: DocumentFormat;
}>;


export type DebateDocumentQuery = { debate: { id: string, document: string | null } | null };

export type DebateEventsSubscriptionVariables = Exact<{
  debateId: string;
  after?: string | null | undefined;
}>;


export type DebateEventsSubscription = { debateEvents:
    | { __typename: 'AgentFailed', seq: number, cursor: string, at: string, failure: { kind: TurnKind, round: number, code: FailureCode | null, message: string, participant: { key: string, label: string }, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ latencyMs: number, inputTokens: number, outputTokens: number, isEstimated: boolean, costUsd: number | null, discardedText: string | null, provider: AgentProvider, model: string, failure: FailureCode | null, message: string | null }> } | null } }
    | { __typename: 'AnswersGrouped', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, text: string, evidenceKeys: Array<string>, confidence: number | null, reason: string | null, openAnswer: string | null, participant: { key: string, label: string }, option: { key: string, label: string } | null, target: { key: string, label: string } | null, citedPeer: { key: string, label: string } | null, ruling: { isFinal: boolean, answer: string | null, side: { key: string, label: string } | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: AgentProvider, model: string, failure: FailureCode | null, message: string | null }> } | null } }
    | { __typename: 'ArgumentMade', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, text: string, evidenceKeys: Array<string>, confidence: number | null, reason: string | null, openAnswer: string | null, participant: { key: string, label: string }, option: { key: string, label: string } | null, target: { key: string, label: string } | null, citedPeer: { key: string, label: string } | null, ruling: { isFinal: boolean, answer: string | null, side: { key: string, label: string } | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: AgentProvider, model: string, failure: FailureCode | null, message: string | null }> } | null } }
    | { __typename: 'CallsAbandoned', kind: TurnKind, round: number, seq: number, cursor: string, at: string, participant: { key: string, label: string }, call: { inputTokens: number, outputTokens: number, costUsd: number | null } | null }
    | { __typename: 'CandidatesNamed', round: number, seq: number, cursor: string, at: string, candidates: Array<{ key: string, label: string }> }
    | { __typename: 'CritiqueMade', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, text: string, evidenceKeys: Array<string>, confidence: number | null, reason: string | null, openAnswer: string | null, participant: { key: string, label: string }, option: { key: string, label: string } | null, target: { key: string, label: string } | null, citedPeer: { key: string, label: string } | null, ruling: { isFinal: boolean, answer: string | null, side: { key: string, label: string } | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: AgentProvider, model: string, failure: FailureCode | null, message: string | null }> } | null } }
    | { __typename: 'DebateEnded', status: DebateStatus, outcome: DebateOutcome, stopReason: StopReason, seq: number, cursor: string, at: string }
    | { __typename: 'DebateStarted', task: string, seq: number, cursor: string, at: string, options: Array<{ key: string, label: string }>, participants: Array<{ key: string, label: string, role: ParticipantRole, agentKey: string, provider: AgentProvider, model: string | null, family: string | null, weight: number }>, protocol: { mode: DebateMode, consensus: Consensus, tally: TallyRule, topology: Topology, maxRounds: number, paceMs: number, debateAnyway: boolean, limits: { maxCostUsd: number | null, maxTokens: number | null, deadline: string | null }, policy: { choice: PolicyChoice, withGroundTruth: number, reason: string } | null }, origin: { debateId: string, seq: number, hash: string } | null }
    | { __typename: 'HumanInterjected', seq: number, cursor: string, at: string, interjection: { text: string, userId: string, at: string } }
    | { __typename: 'JudgementGiven', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, text: string, evidenceKeys: Array<string>, confidence: number | null, reason: string | null, openAnswer: string | null, participant: { key: string, label: string }, option: { key: string, label: string } | null, target: { key: string, label: string } | null, citedPeer: { key: string, label: string } | null, ruling: { isFinal: boolean, answer: string | null, side: { key: string, label: string } | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: AgentProvider, model: string, failure: FailureCode | null, message: string | null }> } | null } }
    | { __typename: 'ModerationGiven', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, text: string, evidenceKeys: Array<string>, confidence: number | null, reason: string | null, openAnswer: string | null, participant: { key: string, label: string }, option: { key: string, label: string } | null, target: { key: string, label: string } | null, citedPeer: { key: string, label: string } | null, ruling: { isFinal: boolean, answer: string | null, side: { key: string, label: string } | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: AgentProvider, model: string, failure: FailureCode | null, message: string | null }> } | null } }
    | { __typename: 'PhaseStarted', kind: TurnKind, round: number, seq: number, cursor: string, at: string, speakers: Array<{ key: string, label: string }> }
    | { __typename: 'PositionChanged', round: number, reason: string, seq: number, cursor: string, at: string, participant: { key: string, label: string }, from: { key: string, label: string } | null, to: { key: string, label: string } | null, citedPeer: { key: string, label: string } | null }
    | { __typename: 'ProposalMade', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, text: string, evidenceKeys: Array<string>, confidence: number | null, reason: string | null, openAnswer: string | null, participant: { key: string, label: string }, option: { key: string, label: string } | null, target: { key: string, label: string } | null, citedPeer: { key: string, label: string } | null, ruling: { isFinal: boolean, answer: string | null, side: { key: string, label: string } | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: AgentProvider, model: string, failure: FailureCode | null, message: string | null }> } | null } }
    | { __typename: 'ReplyMade', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, text: string, evidenceKeys: Array<string>, confidence: number | null, reason: string | null, openAnswer: string | null, participant: { key: string, label: string }, option: { key: string, label: string } | null, target: { key: string, label: string } | null, citedPeer: { key: string, label: string } | null, ruling: { isFinal: boolean, answer: string | null, side: { key: string, label: string } | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: AgentProvider, model: string, failure: FailureCode | null, message: string | null }> } | null } }
    | { __typename: 'RevisionMade', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, text: string, evidenceKeys: Array<string>, confidence: number | null, reason: string | null, openAnswer: string | null, participant: { key: string, label: string }, option: { key: string, label: string } | null, target: { key: string, label: string } | null, citedPeer: { key: string, label: string } | null, ruling: { isFinal: boolean, answer: string | null, side: { key: string, label: string } | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: AgentProvider, model: string, failure: FailureCode | null, message: string | null }> } | null } }
    | { __typename: 'RunResumed', attempt: number, seq: number, cursor: string, at: string, cutOff: Array<{ key: string, label: string }> }
    | { __typename: 'RunStarted', seq: number, cursor: string, at: string }
    | { __typename: 'VerdictReached', seq: number, cursor: string, at: string, verdict: { outcome: DebateOutcome, answer: string | null, decidedBy: DecidedBy, rule: Consensus, isPartial: boolean, isTied: boolean, debateGain: DebateGain, diversityLost: boolean, judgeConflict: boolean, costUsd: number | null, winner: { key: string, label: string } | null, tally: Array<{ weight: number, option: { key: string, label: string }, voters: Array<{ key: string, label: string }> }>, dissent: Array<{ confidence: number | null, reason: string | null, participant: { key: string, label: string }, option: { key: string, label: string } | null }>, baseline: { agreement: number, margin: number, isTied: boolean, tokens: number, option: { key: string, label: string } | null, weightedOption: { key: string, label: string } | null }, participation: { participants: number, voted: number, abstained: number, failed: number }, cruxes: Array<{ evidenceKey: string, strength: number, flipsWithout: boolean, flipsAtStrength: number | null, winnerWithout: { key: string, label: string } | null, winnerAtStrength: { key: string, label: string } | null }>, trajectory: { flips: number, isContested: boolean, isCollapsed: boolean, diversityLoss: number | null, following: Array<{ opportunities: number, moves: number, unexplained: number, participant: { key: string, label: string } }> }, spending: { inputTokens: number, outputTokens: number, costUsd: number | null } } }
    | { __typename: 'VoteCast', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, text: string, evidenceKeys: Array<string>, confidence: number | null, reason: string | null, openAnswer: string | null, participant: { key: string, label: string }, option: { key: string, label: string } | null, target: { key: string, label: string } | null, citedPeer: { key: string, label: string } | null, ruling: { isFinal: boolean, answer: string | null, side: { key: string, label: string } | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: AgentProvider, model: string, failure: FailureCode | null, message: string | null }> } | null } }
   };

export type TurnInBriefFragment = { kind: TurnKind, round: number, text: string, evidenceKeys: Array<string>, confidence: number | null, reason: string | null, openAnswer: string | null, participant: { key: string, label: string }, option: { key: string, label: string } | null, target: { key: string, label: string } | null, citedPeer: { key: string, label: string } | null, ruling: { isFinal: boolean, answer: string | null, side: { key: string, label: string } | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: AgentProvider, model: string, failure: FailureCode | null, message: string | null }> } | null };

export type CallInBriefFragment = { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: AgentProvider, model: string, failure: FailureCode | null, message: string | null }> };

export type DebateHistoryQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type DebateHistoryQuery = { debate: { id: string, events: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ cursor: string, node:
          | { __typename: 'AgentFailed', seq: number, at: string }
          | { __typename: 'AnswersGrouped', seq: number, at: string, turn: { kind: TurnKind, round: number, text: string, participant: { key: string, label: string }, option: { key: string, label: string } | null } }
          | { __typename: 'ArgumentMade', seq: number, at: string, turn: { kind: TurnKind, round: number, text: string, participant: { key: string, label: string }, option: { key: string, label: string } | null } }
          | { __typename: 'CallsAbandoned', seq: number, at: string }
          | { __typename: 'CandidatesNamed', seq: number, at: string }
          | { __typename: 'CritiqueMade', seq: number, at: string, turn: { kind: TurnKind, round: number, text: string, participant: { key: string, label: string }, option: { key: string, label: string } | null } }
          | { __typename: 'DebateEnded', seq: number, at: string }
          | { __typename: 'DebateStarted', seq: number, at: string }
          | { __typename: 'HumanInterjected', seq: number, at: string }
          | { __typename: 'JudgementGiven', seq: number, at: string, turn: { kind: TurnKind, round: number, text: string, participant: { key: string, label: string }, option: { key: string, label: string } | null } }
          | { __typename: 'ModerationGiven', seq: number, at: string, turn: { kind: TurnKind, round: number, text: string, participant: { key: string, label: string }, option: { key: string, label: string } | null } }
          | { __typename: 'PhaseStarted', seq: number, at: string }
          | { __typename: 'PositionChanged', seq: number, at: string }
          | { __typename: 'ProposalMade', seq: number, at: string, turn: { kind: TurnKind, round: number, text: string, participant: { key: string, label: string }, option: { key: string, label: string } | null } }
          | { __typename: 'ReplyMade', seq: number, at: string, turn: { kind: TurnKind, round: number, text: string, participant: { key: string, label: string }, option: { key: string, label: string } | null } }
          | { __typename: 'RevisionMade', seq: number, at: string, turn: { kind: TurnKind, round: number, text: string, participant: { key: string, label: string }, option: { key: string, label: string } | null } }
          | { __typename: 'RunResumed', seq: number, at: string }
          | { __typename: 'RunStarted', seq: number, at: string }
          | { __typename: 'VerdictReached', seq: number, at: string }
          | { __typename: 'VoteCast', seq: number, at: string, turn: { kind: TurnKind, round: number, text: string, participant: { key: string, label: string }, option: { key: string, label: string } | null } }
         }> } | null } | null };

export type DebateStatisticsQueryVariables = Exact<{
  kind?: string | null | undefined;
}>;


export type DebateStatisticsQuery = { debateStatistics: { debates: number, withGroundTruth: number, agents: Array<{ agentKey: string, answered: number, right: number, debates: number, opportunities: number, moves: number, unexplained: number, index: number | null, interval: { low: number, high: number } | null }>, collapse: { contested: number, collapsed: number, rate: number | null, withCorrectBlindAnswer: number, wrongful: number, wrongfulRate: number | null }, gain: { n: number, corrected: number, subverted: number, value: number | null, withoutGroundTruth: number, maxAbs: number | null, interval: { low: number, high: number } | null } } | null };

export type DebateTokensSubscriptionVariables = Exact<{
  debateId: string;
}>;


export type DebateTokensSubscription = { debateTokens: { kind: TurnKind, round: number, attempt: number, offset: number, text: string, participant: { key: string, label: string } } };

export type DebateQueryVariables = Exact<{
  id: string;
}>;


export type DebateQuery = { debate: { id: string, task: string, kind: string | null, status: DebateStatus, outcome: DebateOutcome | null, stopReason: StopReason | null, createdAt: string, startedAt: string | null, endedAt: string | null, isOpen: boolean, hasGroundTruth: boolean, protocol: { mode: DebateMode, consensus: Consensus, tally: TallyRule, topology: Topology, maxRounds: number, paceMs: number, debateAnyway: boolean, limits: { maxCostUsd: number | null, maxTokens: number | null, deadline: string | null }, policy: { choice: PolicyChoice, withGroundTruth: number, reason: string } | null }, options: Array<{ key: string, label: string }>, criteria: Array<{ key: string, label: string, question: string }>, evidence: Array<{ key: string, stance: Stance, strength: number, reliability: number, attacks: Array<string>, supports: Array<string>, option: { key: string, label: string }, criterion: { key: string, label: string } | null, source: { title: string, url: string | null, document: string | null, quote: string | null } }>, participants: Array<{ key: string, label: string, role: ParticipantRole, agentKey: string, provider: AgentProvider, model: string | null, family: string | null, weight: number }>, groundTruth: { key: string, label: string } | null, origin: { debateId: string, seq: number, hash: string } | null, interjections: Array<{ text: string, userId: string, at: string }>, spending: { inputTokens: number, outputTokens: number, costUsd: number | null, knownCostUsd: number }, phase: { kind: TurnKind, round: number } | null, positions: Array<{ participant: { key: string, label: string }, option: { key: string, label: string } | null }>, turns: Array<{ kind: TurnKind, round: number, text: string, evidenceKeys: Array<string>, confidence: number | null, reason: string | null, openAnswer: string | null, at: string, participant: { key: string, label: string }, option: { key: string, label: string } | null, target: { key: string, label: string } | null, citedPeer: { key: string, label: string } | null, ranking: Array<{ key: string, label: string }>, stated: Array<{ stance: Stance, criterion: string, strength: number, source: string | null, text: string, option: { key: string, label: string } | null }>, ruling: { isFinal: boolean, answer: string | null, side: { key: string, label: string } | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: AgentProvider, model: string, failure: FailureCode | null, message: string | null, latencyMs: number, inputTokens: number, outputTokens: number, isEstimated: boolean, costUsd: number | null, discardedText: string | null }> } | null }>, failures: Array<{ kind: TurnKind, round: number, code: FailureCode | null, message: string, at: string, participant: { key: string, label: string }, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: AgentProvider, model: string, failure: FailureCode | null, message: string | null, latencyMs: number, inputTokens: number, outputTokens: number, isEstimated: boolean, costUsd: number | null, discardedText: string | null }> } | null }>, winner: { key: string, label: string } | null, verdict: { outcome: DebateOutcome, answer: string | null, decidedBy: DecidedBy, rule: Consensus, isPartial: boolean, isTied: boolean, debateGain: DebateGain, diversityLost: boolean, judgeConflict: boolean, costUsd: number | null, winner: { key: string, label: string } | null, tally: Array<{ weight: number, option: { key: string, label: string }, voters: Array<{ key: string, label: string }> }>, dissent: Array<{ confidence: number | null, reason: string | null, participant: { key: string, label: string }, option: { key: string, label: string } | null }>, baseline: { agreement: number, margin: number, isTied: boolean, tokens: number, option: { key: string, label: string } | null, weightedOption: { key: string, label: string } | null }, participation: { participants: number, voted: number, abstained: number, failed: number }, cruxes: Array<{ evidenceKey: string, strength: number, flipsWithout: boolean, flipsAtStrength: number | null, winnerWithout: { key: string, label: string } | null, winnerAtStrength: { key: string, label: string } | null }>, trajectory: { flips: number, isContested: boolean, isCollapsed: boolean, diversityLoss: number | null, following: Array<{ opportunities: number, moves: number, unexplained: number, participant: { key: string, label: string } }> }, spending: { inputTokens: number, outputTokens: number, costUsd: number | null } } | null } | null };

export type CallInFullFragment = { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: AgentProvider, model: string, failure: FailureCode | null, message: string | null, latencyMs: number, inputTokens: number, outputTokens: number, isEstimated: boolean, costUsd: number | null, discardedText: string | null }> };

export type DebatesChangedSubscriptionVariables = Exact<{
  filter?: DebateFilter | null | undefined;
}>;


export type DebatesChangedSubscription = { debatesChanged: { debateId: string, debate: { id: string, task: string, status: DebateStatus, outcome: DebateOutcome | null } | null } };

export type DebatesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: DebateFilter | null | undefined;
  orderBy?: DebateOrder;
}>;


export type DebatesQuery = { debates: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ cursor: string, node: { id: string, task: string, status: DebateStatus, outcome: DebateOutcome | null, stopReason: StopReason | null, createdAt: string, endedAt: string | null, spending: { inputTokens: number, outputTokens: number, costUsd: number | null, knownCostUsd: number }, winner: { key: string, label: string } | null } }> } | null };

export type DeleteDebateMutationVariables = Exact<{
  input: DeleteDebateInput;
}>;


export type DeleteDebateMutation = { deleteDebate: { deletedDebateId: string | null, userErrorsOmitted: number, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type EstimateDebateQueryVariables = Exact<{
  input: StartDebateInput;
}>;


export type EstimateDebateQuery = { estimateDebate: { userErrorsOmitted: number, estimate: { unpriced: Array<string>, calls: { least: number, most: number }, inputTokens: { least: number, most: number }, outputTokens: { least: number, most: number }, costUsd: { least: number, most: number } | null } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type ForkDebateMutationVariables = Exact<{
  input: ForkDebateInput;
}>;


export type ForkDebateMutation = { forkDebate: { userErrorsOmitted: number, debate: { id: string, status: DebateStatus, origin: { debateId: string, seq: number, hash: string } | null } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type InterjectMutationVariables = Exact<{
  input: InterjectInput;
}>;


export type InterjectMutation = { interject: { userErrorsOmitted: number, debate: { id: string, status: DebateStatus } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type RecordGroundTruthMutationVariables = Exact<{
  input: RecordGroundTruthInput;
}>;


export type RecordGroundTruthMutation = { recordGroundTruth: { userErrorsOmitted: number, debate: { id: string, hasGroundTruth: boolean, groundTruth: { key: string, label: string } | null, verdict: { debateGain: DebateGain, winner: { key: string, label: string } | null } | null } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type StartDebateMutationVariables = Exact<{
  input: StartDebateInput;
}>;


export type StartDebateMutation = { startDebate: { userErrorsOmitted: number, debate: { id: string, task: string, status: DebateStatus, participants: Array<{ key: string, label: string }>, protocol: { mode: DebateMode } } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type DebateReceiptQueryVariables = Exact<{
  id: string;
}>;


export type DebateReceiptQuery = { debate: { id: string, receipt: { id: string, debateId: string, issuedAt: string, algorithm: SignatureAlgorithm, keyId: string, signature: string, eventCount: number, chainHead: string, isErased: boolean } | null } | null };

export type ReceiptKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type ReceiptKeysQuery = { receiptKeys: Array<{ keyId: string, publicKey: string, firstUsedAt: string, retiredAt: string | null }> | null };

export type ReceiptQueryVariables = Exact<{
  debateId: string;
  format?: DocumentFormat;
}>;


export type ReceiptQuery = { receipt: { id: string, debateId: string, issuedAt: string, algorithm: SignatureAlgorithm, keyId: string, signature: string, eventCount: number, chainHead: string, isErased: boolean, document: string | null } | null };

export type RotateReceiptKeyMutationVariables = Exact<{
  input: RotateReceiptKeyInput;
}>;


export type RotateReceiptKeyMutation = { rotateReceiptKey: { userErrorsOmitted: number, keys: Array<{ keyId: string, publicKey: string, firstUsedAt: string, retiredAt: string | null }> | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } | null };

export type ClusterNodesQueryVariables = Exact<{ [key: string]: never; }>;


export type ClusterNodesQuery = { clusterNodes: Array<{ id: string, status: NodeStatus, isSelf: boolean, host: string | null, pid: number | null, version: string | null, startedAt: string | null, url: string | null, seenAt: string | null, leaseCount: number | null, load: { runningDebates: number, maxDebates: number, openSockets: number, eventLoopDelayMs: number, memoryBytes: number } | null, leases: Array<{ debateId: string, expiresAt: string }> }> | null };

export type HealthQueryVariables = Exact<{ [key: string]: never; }>;


export type HealthQuery = { health: { status: HealthStatus, version: string, uptimeSeconds: number, checks: Array<{ name: string, status: HealthStatus, latencyMs: number, message: string | null }> } };

export type NodeQueryVariables = Exact<{
  id: string;
}>;


export type NodeQuery = { node:
    | { __typename: 'Agent', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'AuditEntry', id: string }
    | { __typename: 'ClusterNode', id: string }
    | { __typename: 'Debate', task: string, status: DebateStatus, id: string }
    | { __typename: 'Invitation', id: string }
    | { __typename: 'Receipt', id: string }
    | { __typename: 'User', id: string }
    | { __typename: 'Workspace', id: string }
   | null };

export type NodesQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type NodesQuery = { nodes: Array<
    | { __typename: 'Agent', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'AuditEntry', id: string }
    | { __typename: 'ClusterNode', id: string }
    | { __typename: 'Debate', task: string, status: DebateStatus, id: string }
    | { __typename: 'Invitation', id: string }
    | { __typename: 'Receipt', id: string }
    | { __typename: 'User', name: string, id: string }
    | { __typename: 'Workspace', id: string }
   | null> };

export type RateLimitQueryVariables = Exact<{ [key: string]: never; }>;


export type RateLimitQuery = { rateLimit: { cost: number, limit: number | null, remaining: number | null, resetAt: string | null } };

export type UsageQueryVariables = Exact<{
  window: UsageWindow;
  groupBy?: Array<UsageGroup> | UsageGroup | null | undefined;
}>;


export type UsageQuery = { usage: { from: string, to: string, countedUpTo: string, totals: { spent: { calls: number, failedCalls: number, unpricedCalls: number, estimatedCalls: number, inputTokens: number, outputTokens: number, costUsd: number | null, knownCostUsd: number }, debates: { started: number, decided: number, noConsensus: number, undecided: number, aborted: number } }, rows: Array<{ day: string | null, agentKey: string | null, model: string | null, agent: { id: string, label: string } | null, spent: { calls: number, failedCalls: number, unpricedCalls: number, estimatedCalls: number, inputTokens: number, outputTokens: number, costUsd: number | null, knownCostUsd: number }, debates: { started: number, decided: number, noConsensus: number, undecided: number, aborted: number } | null }> } | null };

export type SpentFragment = { calls: number, failedCalls: number, unpricedCalls: number, estimatedCalls: number, inputTokens: number, outputTokens: number, costUsd: number | null, knownCostUsd: number };

export type CountedDebatesFragment = { started: number, decided: number, noConsensus: number, undecided: number, aborted: number };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const CallInBriefFragmentDoc = new TypedDocumentString(`
    fragment CallInBrief on Call {
  requestedModel
  servedModel
  latencyMs
  inputTokens
  outputTokens
  costUsd
  attempts {
    provider
    model
    failure
    message
  }
}
    `, {"fragmentName":"CallInBrief"}) as unknown as TypedDocumentString<CallInBriefFragment, unknown>;
export const TurnInBriefFragmentDoc = new TypedDocumentString(`
    fragment TurnInBrief on Turn {
  kind
  round
  participant {
    key
    label
  }
  option {
    key
    label
  }
  target {
    key
    label
  }
  text
  evidenceKeys
  confidence
  citedPeer {
    key
    label
  }
  reason
  openAnswer
  ruling {
    isFinal
    side {
      key
      label
    }
    answer
  }
  call {
    ...CallInBrief
  }
}
    fragment CallInBrief on Call {
  requestedModel
  servedModel
  latencyMs
  inputTokens
  outputTokens
  costUsd
  attempts {
    provider
    model
    failure
    message
  }
}`, {"fragmentName":"TurnInBrief"}) as unknown as TypedDocumentString<TurnInBriefFragment, unknown>;
export const CallInFullFragmentDoc = new TypedDocumentString(`
    fragment CallInFull on Call {
  requestedModel
  servedModel
  latencyMs
  inputTokens
  outputTokens
  costUsd
  attempts {
    provider
    model
    failure
    message
    latencyMs
    inputTokens
    outputTokens
    isEstimated
    costUsd
    discardedText
  }
}
    `, {"fragmentName":"CallInFull"}) as unknown as TypedDocumentString<CallInFullFragment, unknown>;
export const SpentFragmentDoc = new TypedDocumentString(`
    fragment Spent on CallUsage {
  calls
  failedCalls
  unpricedCalls
  estimatedCalls
  inputTokens
  outputTokens
  costUsd
  knownCostUsd
}
    `, {"fragmentName":"Spent"}) as unknown as TypedDocumentString<SpentFragment, unknown>;
export const CountedDebatesFragmentDoc = new TypedDocumentString(`
    fragment CountedDebates on DebateUsage {
  started
  decided
  noConsensus
  undecided
  aborted
}
    `, {"fragmentName":"CountedDebates"}) as unknown as TypedDocumentString<CountedDebatesFragment, unknown>;
export const AcceptInvitationDocument = new TypedDocumentString(`
    mutation AcceptInvitation($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    invitation {
      id
      email
      name
      roles
      workspaceId
      status
      createdAt
      expiresAt
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<AcceptInvitationMutation, AcceptInvitationMutationVariables>;
export const ApiKeysDocument = new TypedDocumentString(`
    query ApiKeys {
  apiKeys {
    id
    name
    prefix
    scopes
    addresses
    createdAt
    expiresAt
    lastUsedAt
    revokedAt
  }
}
    `) as unknown as TypedDocumentString<ApiKeysQuery, ApiKeysQueryVariables>;
export const CreateApiKeyDocument = new TypedDocumentString(`
    mutation CreateApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    apiKey {
      id
      name
      prefix
      scopes
      addresses
      createdAt
      expiresAt
      lastUsedAt
      revokedAt
    }
    secret
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const CreateWorkspaceDocument = new TypedDocumentString(`
    mutation CreateWorkspace($input: CreateWorkspaceInput!) {
  createWorkspace(input: $input) {
    workspace {
      id
      name
      createdAt
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<CreateWorkspaceMutation, CreateWorkspaceMutationVariables>;
export const DeactivateUserDocument = new TypedDocumentString(`
    mutation DeactivateUser($input: DeactivateUserInput!) {
  deactivateUser(input: $input) {
    user {
      id
      email
      name
      roles
      isActive
      hasSecondFactor
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<DeactivateUserMutation, DeactivateUserMutationVariables>;
export const DeclineInvitationDocument = new TypedDocumentString(`
    mutation DeclineInvitation($input: DeclineInvitationInput!) {
  declineInvitation(input: $input) {
    invitation {
      id
      email
      name
      roles
      workspaceId
      status
      createdAt
      expiresAt
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<DeclineInvitationMutation, DeclineInvitationMutationVariables>;
export const DefineRoleDocument = new TypedDocumentString(`
    mutation DefineRole($input: DefineRoleInput!) {
  defineRole(input: $input) {
    role {
      name
      isBuiltIn
      includes
      permissions
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<DefineRoleMutation, DefineRoleMutationVariables>;
export const DeleteRoleDocument = new TypedDocumentString(`
    mutation DeleteRole($input: DeleteRoleInput!) {
  deleteRole(input: $input) {
    deletedRoleName
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<DeleteRoleMutation, DeleteRoleMutationVariables>;
export const EndImpersonationDocument = new TypedDocumentString(`
    mutation EndImpersonation($input: EndImpersonationInput!) {
  endImpersonation(input: $input) {
    user {
      id
      email
      name
      roles
      isActive
      hasSecondFactor
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<EndImpersonationMutation, EndImpersonationMutationVariables>;
export const ImpersonateDocument = new TypedDocumentString(`
    mutation Impersonate($input: ImpersonateInput!) {
  impersonate(input: $input) {
    user {
      id
      email
      name
      roles
      isActive
      hasSecondFactor
    }
    accessToken
    expiresAt
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<ImpersonateMutation, ImpersonateMutationVariables>;
export const InvitationsDocument = new TypedDocumentString(`
    query Invitations {
  invitations {
    id
    email
    name
    roles
    workspaceId
    status
    createdAt
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<InvitationsQuery, InvitationsQueryVariables>;
export const InviteUserDocument = new TypedDocumentString(`
    mutation InviteUser($input: InviteUserInput!) {
  inviteUser(input: $input) {
    invitation {
      id
      email
      name
      roles
      workspaceId
      status
      createdAt
      expiresAt
    }
    secret
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<InviteUserMutation, InviteUserMutationVariables>;
export const LeaveWorkspaceDocument = new TypedDocumentString(`
    mutation LeaveWorkspace($input: LeaveWorkspaceInput!) {
  leaveWorkspace(input: $input) {
    workspace {
      id
      name
      createdAt
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<LeaveWorkspaceMutation, LeaveWorkspaceMutationVariables>;
export const MeDocument = new TypedDocumentString(`
    query Me {
  me {
    user {
      id
      email
      name
      roles
      isActive
      hasSecondFactor
    }
    workspace {
      id
      name
      createdAt
    }
    organisationId
    roles
    permissions
    withheldPermissions
    credential
    impersonatorId
  }
}
    `) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const MyInvitationsDocument = new TypedDocumentString(`
    query MyInvitations {
  myInvitations {
    id
    email
    name
    roles
    workspaceId
    status
    createdAt
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<MyInvitationsQuery, MyInvitationsQueryVariables>;
export const OrganisationUsersDocument = new TypedDocumentString(`
    query OrganisationUsers {
  organisationUsers {
    id
    email
    name
    roles
    accountRoles
    isActive
    hasSecondFactor
    createdAt
    lastSignInAt
  }
}
    `) as unknown as TypedDocumentString<OrganisationUsersQuery, OrganisationUsersQueryVariables>;
export const RevokeApiKeyDocument = new TypedDocumentString(`
    mutation RevokeApiKey($input: RevokeApiKeyInput!) {
  revokeApiKey(input: $input) {
    apiKey {
      id
      name
      prefix
      scopes
      addresses
      createdAt
      expiresAt
      lastUsedAt
      revokedAt
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;
export const RolesDocument = new TypedDocumentString(`
    query Roles {
  roles {
    name
    isBuiltIn
    includes
    permissions
  }
}
    `) as unknown as TypedDocumentString<RolesQuery, RolesQueryVariables>;
export const SetOrganisationRolesDocument = new TypedDocumentString(`
    mutation SetOrganisationRoles($input: SetOrganisationRolesInput!) {
  setOrganisationRoles(input: $input) {
    user {
      id
      email
      name
      roles
      accountRoles
      isActive
      hasSecondFactor
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<SetOrganisationRolesMutation, SetOrganisationRolesMutationVariables>;
export const SetRolesDocument = new TypedDocumentString(`
    mutation SetRoles($input: SetRolesInput!) {
  setRoles(input: $input) {
    user {
      id
      email
      name
      roles
      isActive
      hasSecondFactor
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<SetRolesMutation, SetRolesMutationVariables>;
export const ChangePasswordDocument = new TypedDocumentString(`
    mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    user {
      id
      email
      name
      roles
      isActive
      hasSecondFactor
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<ChangePasswordMutation, ChangePasswordMutationVariables>;
export const ConfirmIdentityDocument = new TypedDocumentString(`
    mutation ConfirmIdentity($input: ConfirmIdentityInput!) {
  confirmIdentity(input: $input) {
    confirmedUntil
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<ConfirmIdentityMutation, ConfirmIdentityMutationVariables>;
export const ConfirmMfaDocument = new TypedDocumentString(`
    mutation ConfirmMfa($input: ConfirmMfaInput!) {
  confirmMfa(input: $input) {
    user {
      id
      email
      name
      roles
      isActive
      hasSecondFactor
    }
    recoveryCodes
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<ConfirmMfaMutation, ConfirmMfaMutationVariables>;
export const CreatePasswordResetDocument = new TypedDocumentString(`
    mutation CreatePasswordReset($input: CreatePasswordResetInput!) {
  createPasswordReset(input: $input) {
    user {
      id
      email
      name
      roles
      isActive
      hasSecondFactor
    }
    secret
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<CreatePasswordResetMutation, CreatePasswordResetMutationVariables>;
export const DisableMfaDocument = new TypedDocumentString(`
    mutation DisableMfa($input: DisableMfaInput!) {
  disableMfa(input: $input) {
    user {
      id
      email
      name
      roles
      isActive
      hasSecondFactor
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<DisableMfaMutation, DisableMfaMutationVariables>;
export const RefreshSessionDocument = new TypedDocumentString(`
    mutation RefreshSession($input: RefreshSessionInput!) {
  refreshSession(input: $input) {
    tokens {
      accessToken
      accessExpiresAt
      refreshToken
      refreshExpiresAt
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<RefreshSessionMutation, RefreshSessionMutationVariables>;
export const ResetPasswordDocument = new TypedDocumentString(`
    mutation ResetPassword($input: ResetPasswordInput!) {
  resetPassword(input: $input) {
    user {
      id
      email
      name
      roles
      isActive
      hasSecondFactor
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<ResetPasswordMutation, ResetPasswordMutationVariables>;
export const SetUpMfaDocument = new TypedDocumentString(`
    mutation SetUpMfa($input: SetUpMfaInput!) {
  setUpMfa(input: $input) {
    secret
    address
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<SetUpMfaMutation, SetUpMfaMutationVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    tokens {
      accessToken
      accessExpiresAt
      refreshToken
      refreshExpiresAt
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const SignOutEverywhereDocument = new TypedDocumentString(`
    mutation SignOutEverywhere($input: SignOutEverywhereInput!) {
  signOutEverywhere(input: $input) {
    endedSessionCount
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<SignOutEverywhereMutation, SignOutEverywhereMutationVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut($input: SignOutInput!) {
  signOut(input: $input) {
    endedAt
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const UsersDocument = new TypedDocumentString(`
    query Users {
  users {
    id
    email
    name
    roles
    accountRoles
    isActive
    hasSecondFactor
    createdAt
    lastSignInAt
  }
}
    `) as unknown as TypedDocumentString<UsersQuery, UsersQueryVariables>;
export const WithdrawInvitationDocument = new TypedDocumentString(`
    mutation WithdrawInvitation($input: WithdrawInvitationInput!) {
  withdrawInvitation(input: $input) {
    invitation {
      id
      email
      name
      roles
      workspaceId
      status
      createdAt
      expiresAt
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<WithdrawInvitationMutation, WithdrawInvitationMutationVariables>;
export const WorkspacesDocument = new TypedDocumentString(`
    query Workspaces {
  workspaces {
    id
    name
    createdAt
  }
}
    `) as unknown as TypedDocumentString<WorkspacesQuery, WorkspacesQueryVariables>;
export const AgentHealthDocument = new TypedDocumentString(`
    query AgentHealth {
  agentHealth {
    status
    hasOpenrouter
    agents {
      isAvailable
      agent {
        id
        key
        label
        provider
        model
        family
        needsKey
        isAvailable
      }
      breaker {
        agentKey
        state
        failures
        openUntil
        lastFailure {
          code
          message
          at
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AgentHealthQuery, AgentHealthQueryVariables>;
export const AgentsDocument = new TypedDocumentString(`
    query Agents {
  agents {
    id
    key
    label
    description
    provider
    model
    family
    needsKey
    isAvailable
    isPriceKnown
  }
}
    `) as unknown as TypedDocumentString<AgentsQuery, AgentsQueryVariables>;
export const CircuitBreakersDocument = new TypedDocumentString(`
    query CircuitBreakers {
  circuitBreakers {
    agentKey
    agent {
      id
      label
    }
    state
    failures
    openUntil
    lastFailure {
      code
      message
      at
    }
  }
}
    `) as unknown as TypedDocumentString<CircuitBreakersQuery, CircuitBreakersQueryVariables>;
export const AuditExportDocument = new TypedDocumentString(`
    query AuditExport($scope: AuditScope! = WORKSPACE, $format: AuditFormat! = JSON, $since: DateTime, $until: DateTime, $after: String) {
  auditExport(
    scope: $scope
    format: $format
    since: $since
    until: $until
    after: $after
  ) {
    text
    next
  }
}
    `) as unknown as TypedDocumentString<AuditExportQuery, AuditExportQueryVariables>;
export const AuditHeadDocument = new TypedDocumentString(`
    query AuditHead {
  auditHead {
    seq
    hash
  }
}
    `) as unknown as TypedDocumentString<AuditHeadQuery, AuditHeadQueryVariables>;
export const AuditLogDocument = new TypedDocumentString(`
    query AuditLog($first: Int, $after: String, $last: Int, $before: String, $filter: AuditFilter, $orderBy: AuditOrder! = NEWEST_FIRST, $scope: AuditScope! = WORKSPACE) {
  auditLog(
    first: $first
    after: $after
    last: $last
    before: $before
    filter: $filter
    orderBy: $orderBy
    scope: $scope
  ) {
    totalCount
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    edges {
      cursor
      node {
        id
        seq
        at
        organisationId
        workspaceId
        actor {
          userId
          impersonatorId
          credential
          apiKeyId
          address
        }
        category
        action
        target {
          type
          key
        }
        outcome
        reason
        detail
        prevHash
        hash
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AuditLogQuery, AuditLogQueryVariables>;
export const CancelDebateDocument = new TypedDocumentString(`
    mutation CancelDebate($input: CancelDebateInput!) {
  cancelDebate(input: $input) {
    debate {
      id
      status
      outcome
      stopReason
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<CancelDebateMutation, CancelDebateMutationVariables>;
export const DebateDocumentDocument = new TypedDocumentString(`
    query DebateDocument($id: ID!, $format: DocumentFormat!) {
  debate(id: $id) {
    id
    document(format: $format)
  }
}
    `) as unknown as TypedDocumentString<DebateDocumentQuery, DebateDocumentQueryVariables>;
export const DebateEventsDocument = new TypedDocumentString(`
    subscription DebateEvents($debateId: ID!, $after: String) {
  debateEvents(debateId: $debateId, after: $after) {
    __typename
    seq
    cursor
    at
    ... on DebateStarted {
      task
      options {
        key
        label
      }
      participants {
        key
        label
        role
        agentKey
        provider
        model
        family
        weight
      }
      protocol {
        mode
        consensus
        tally
        topology
        maxRounds
        paceMs
        debateAnyway
        limits {
          maxCostUsd
          maxTokens
          deadline
        }
        policy {
          choice
          withGroundTruth
          reason
        }
      }
      origin {
        debateId
        seq
        hash
      }
    }
    ... on PhaseStarted {
      kind
      round
      speakers {
        key
        label
      }
    }
    ... on TurnEvent {
      turn {
        ...TurnInBrief
      }
    }
    ... on CandidatesNamed {
      round
      candidates {
        key
        label
      }
    }
    ... on HumanInterjected {
      interjection {
        text
        userId
        at
      }
    }
    ... on PositionChanged {
      participant {
        key
        label
      }
      round
      from {
        key
        label
      }
      to {
        key
        label
      }
      citedPeer {
        key
        label
      }
      reason
    }
    ... on AgentFailed {
      failure {
        kind
        round
        participant {
          key
          label
        }
        code
        message
        call {
          ...CallInBrief
          attempts {
            latencyMs
            inputTokens
            outputTokens
            isEstimated
            costUsd
            discardedText
          }
        }
      }
    }
    ... on CallsAbandoned {
      participant {
        key
        label
      }
      kind
      round
      call {
        inputTokens
        outputTokens
        costUsd
      }
    }
    ... on RunResumed {
      attempt
      cutOff {
        key
        label
      }
    }
    ... on VerdictReached {
      verdict {
        outcome
        winner {
          key
          label
        }
        answer
        decidedBy
        rule
        isPartial
        isTied
        tally {
          option {
            key
            label
          }
          voters {
            key
            label
          }
          weight
        }
        dissent {
          participant {
            key
            label
          }
          option {
            key
            label
          }
          confidence
          reason
        }
        baseline {
          option {
            key
            label
          }
          agreement
          margin
          isTied
          weightedOption {
            key
            label
          }
          tokens
        }
        debateGain
        participation {
          participants
          voted
          abstained
          failed
        }
        cruxes {
          evidenceKey
          strength
          flipsWithout
          winnerWithout {
            key
            label
          }
          flipsAtStrength
          winnerAtStrength {
            key
            label
          }
        }
        trajectory {
          flips
          isContested
          isCollapsed
          diversityLoss
          following {
            participant {
              key
              label
            }
            opportunities
            moves
            unexplained
          }
        }
        spending {
          inputTokens
          outputTokens
          costUsd
        }
        diversityLost
        judgeConflict
        costUsd
      }
    }
    ... on DebateEnded {
      status
      outcome
      stopReason
    }
  }
}
    fragment TurnInBrief on Turn {
  kind
  round
  participant {
    key
    label
  }
  option {
    key
    label
  }
  target {
    key
    label
  }
  text
  evidenceKeys
  confidence
  citedPeer {
    key
    label
  }
  reason
  openAnswer
  ruling {
    isFinal
    side {
      key
      label
    }
    answer
  }
  call {
    ...CallInBrief
  }
}
fragment CallInBrief on Call {
  requestedModel
  servedModel
  latencyMs
  inputTokens
  outputTokens
  costUsd
  attempts {
    provider
    model
    failure
    message
  }
}`) as unknown as TypedDocumentString<DebateEventsSubscription, DebateEventsSubscriptionVariables>;
export const DebateHistoryDocument = new TypedDocumentString(`
    query DebateHistory($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
  debate(id: $id) {
    id
    events(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      edges {
        cursor
        node {
          __typename
          seq
          at
          ... on TurnEvent {
            turn {
              kind
              round
              participant {
                key
                label
              }
              option {
                key
                label
              }
              text
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DebateHistoryQuery, DebateHistoryQueryVariables>;
export const DebateStatisticsDocument = new TypedDocumentString(`
    query DebateStatistics($kind: String) {
  debateStatistics(kind: $kind) {
    debates
    withGroundTruth
    agents {
      agentKey
      answered
      right
      debates
      opportunities
      moves
      unexplained
      index
      interval {
        low
        high
      }
    }
    collapse {
      contested
      collapsed
      rate
      withCorrectBlindAnswer
      wrongful
      wrongfulRate
    }
    gain {
      n
      corrected
      subverted
      value
      interval {
        low
        high
      }
      withoutGroundTruth
      maxAbs
    }
  }
}
    `) as unknown as TypedDocumentString<DebateStatisticsQuery, DebateStatisticsQueryVariables>;
export const DebateTokensDocument = new TypedDocumentString(`
    subscription DebateTokens($debateId: ID!) {
  debateTokens(debateId: $debateId) {
    participant {
      key
      label
    }
    kind
    round
    attempt
    offset
    text
  }
}
    `) as unknown as TypedDocumentString<DebateTokensSubscription, DebateTokensSubscriptionVariables>;
export const DebateDocument = new TypedDocumentString(`
    query Debate($id: ID!) {
  debate(id: $id) {
    id
    task
    kind
    status
    outcome
    stopReason
    createdAt
    startedAt
    endedAt
    protocol {
      mode
      consensus
      tally
      topology
      maxRounds
      paceMs
      debateAnyway
      limits {
        maxCostUsd
        maxTokens
        deadline
      }
      policy {
        choice
        withGroundTruth
        reason
      }
    }
    options {
      key
      label
    }
    criteria {
      key
      label
      question
    }
    evidence {
      key
      option {
        key
        label
      }
      stance
      criterion {
        key
        label
      }
      strength
      reliability
      attacks
      supports
      source {
        title
        url
        document
        quote
      }
    }
    participants {
      key
      label
      role
      agentKey
      provider
      model
      family
      weight
    }
    isOpen
    hasGroundTruth
    groundTruth {
      key
      label
    }
    origin {
      debateId
      seq
      hash
    }
    interjections {
      text
      userId
      at
    }
    spending {
      inputTokens
      outputTokens
      costUsd
      knownCostUsd
    }
    phase {
      kind
      round
    }
    positions {
      participant {
        key
        label
      }
      option {
        key
        label
      }
    }
    turns {
      kind
      round
      participant {
        key
        label
      }
      option {
        key
        label
      }
      target {
        key
        label
      }
      text
      evidenceKeys
      confidence
      citedPeer {
        key
        label
      }
      reason
      openAnswer
      ranking {
        key
        label
      }
      stated {
        option {
          key
          label
        }
        stance
        criterion
        strength
        source
        text
      }
      ruling {
        isFinal
        side {
          key
          label
        }
        answer
      }
      call {
        ...CallInFull
      }
      at
    }
    failures {
      kind
      round
      participant {
        key
        label
      }
      code
      message
      call {
        ...CallInFull
      }
      at
    }
    winner {
      key
      label
    }
    verdict {
      outcome
      winner {
        key
        label
      }
      answer
      decidedBy
      rule
      isPartial
      isTied
      tally {
        option {
          key
          label
        }
        voters {
          key
          label
        }
        weight
      }
      dissent {
        participant {
          key
          label
        }
        option {
          key
          label
        }
        confidence
        reason
      }
      baseline {
        option {
          key
          label
        }
        agreement
        margin
        isTied
        weightedOption {
          key
          label
        }
        tokens
      }
      debateGain
      participation {
        participants
        voted
        abstained
        failed
      }
      cruxes {
        evidenceKey
        strength
        flipsWithout
        winnerWithout {
          key
          label
        }
        flipsAtStrength
        winnerAtStrength {
          key
          label
        }
      }
      trajectory {
        flips
        isContested
        isCollapsed
        diversityLoss
        following {
          participant {
            key
            label
          }
          opportunities
          moves
          unexplained
        }
      }
      spending {
        inputTokens
        outputTokens
        costUsd
      }
      diversityLost
      judgeConflict
      costUsd
    }
  }
}
    fragment CallInFull on Call {
  requestedModel
  servedModel
  latencyMs
  inputTokens
  outputTokens
  costUsd
  attempts {
    provider
    model
    failure
    message
    latencyMs
    inputTokens
    outputTokens
    isEstimated
    costUsd
    discardedText
  }
}`) as unknown as TypedDocumentString<DebateQuery, DebateQueryVariables>;
export const DebatesChangedDocument = new TypedDocumentString(`
    subscription DebatesChanged($filter: DebateFilter) {
  debatesChanged(filter: $filter) {
    debateId
    debate {
      id
      task
      status
      outcome
    }
  }
}
    `) as unknown as TypedDocumentString<DebatesChangedSubscription, DebatesChangedSubscriptionVariables>;
export const DebatesDocument = new TypedDocumentString(`
    query Debates($first: Int, $after: String, $last: Int, $before: String, $filter: DebateFilter, $orderBy: DebateOrder! = NEWEST_FIRST) {
  debates(
    first: $first
    after: $after
    last: $last
    before: $before
    filter: $filter
    orderBy: $orderBy
  ) {
    totalCount
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    edges {
      cursor
      node {
        id
        task
        status
        outcome
        stopReason
        createdAt
        endedAt
        spending {
          inputTokens
          outputTokens
          costUsd
          knownCostUsd
        }
        winner {
          key
          label
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DebatesQuery, DebatesQueryVariables>;
export const DeleteDebateDocument = new TypedDocumentString(`
    mutation DeleteDebate($input: DeleteDebateInput!) {
  deleteDebate(input: $input) {
    deletedDebateId
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<DeleteDebateMutation, DeleteDebateMutationVariables>;
export const EstimateDebateDocument = new TypedDocumentString(`
    query EstimateDebate($input: StartDebateInput!) {
  estimateDebate(input: $input) {
    estimate {
      calls {
        least
        most
      }
      inputTokens {
        least
        most
      }
      outputTokens {
        least
        most
      }
      costUsd {
        least
        most
      }
      unpriced
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<EstimateDebateQuery, EstimateDebateQueryVariables>;
export const ForkDebateDocument = new TypedDocumentString(`
    mutation ForkDebate($input: ForkDebateInput!) {
  forkDebate(input: $input) {
    debate {
      id
      status
      origin {
        debateId
        seq
        hash
      }
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<ForkDebateMutation, ForkDebateMutationVariables>;
export const InterjectDocument = new TypedDocumentString(`
    mutation Interject($input: InterjectInput!) {
  interject(input: $input) {
    debate {
      id
      status
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<InterjectMutation, InterjectMutationVariables>;
export const RecordGroundTruthDocument = new TypedDocumentString(`
    mutation RecordGroundTruth($input: RecordGroundTruthInput!) {
  recordGroundTruth(input: $input) {
    debate {
      id
      groundTruth {
        key
        label
      }
      hasGroundTruth
      verdict {
        winner {
          key
          label
        }
        debateGain
      }
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<RecordGroundTruthMutation, RecordGroundTruthMutationVariables>;
export const StartDebateDocument = new TypedDocumentString(`
    mutation StartDebate($input: StartDebateInput!) {
  startDebate(input: $input) {
    debate {
      id
      task
      status
      participants {
        key
        label
      }
      protocol {
        mode
      }
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<StartDebateMutation, StartDebateMutationVariables>;
export const DebateReceiptDocument = new TypedDocumentString(`
    query DebateReceipt($id: ID!) {
  debate(id: $id) {
    id
    receipt {
      id
      debateId
      issuedAt
      algorithm
      keyId
      signature
      eventCount
      chainHead
      isErased
    }
  }
}
    `) as unknown as TypedDocumentString<DebateReceiptQuery, DebateReceiptQueryVariables>;
export const ReceiptKeysDocument = new TypedDocumentString(`
    query ReceiptKeys {
  receiptKeys {
    keyId
    publicKey
    firstUsedAt
    retiredAt
  }
}
    `) as unknown as TypedDocumentString<ReceiptKeysQuery, ReceiptKeysQueryVariables>;
export const ReceiptDocument = new TypedDocumentString(`
    query Receipt($debateId: ID!, $format: DocumentFormat! = JSON) {
  receipt(debateId: $debateId) {
    id
    debateId
    issuedAt
    algorithm
    keyId
    signature
    eventCount
    chainHead
    isErased
    document(format: $format)
  }
}
    `) as unknown as TypedDocumentString<ReceiptQuery, ReceiptQueryVariables>;
export const RotateReceiptKeyDocument = new TypedDocumentString(`
    mutation RotateReceiptKey($input: RotateReceiptKeyInput!) {
  rotateReceiptKey(input: $input) {
    keys {
      keyId
      publicKey
      firstUsedAt
      retiredAt
    }
    userErrors {
      code
      field
      message
    }
    userErrorsOmitted
  }
}
    `) as unknown as TypedDocumentString<RotateReceiptKeyMutation, RotateReceiptKeyMutationVariables>;
export const ClusterNodesDocument = new TypedDocumentString(`
    query ClusterNodes {
  clusterNodes {
    id
    status
    isSelf
    host
    pid
    version
    startedAt
    url
    seenAt
    load {
      runningDebates
      maxDebates
      openSockets
      eventLoopDelayMs
      memoryBytes
    }
    leaseCount
    leases {
      debateId
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<ClusterNodesQuery, ClusterNodesQueryVariables>;
export const HealthDocument = new TypedDocumentString(`
    query Health {
  health {
    status
    version
    uptimeSeconds
    checks {
      name
      status
      latencyMs
      message
    }
  }
}
    `) as unknown as TypedDocumentString<HealthQuery, HealthQueryVariables>;
export const NodeDocument = new TypedDocumentString(`
    query Node($id: ID!) {
  node(id: $id) {
    __typename
    id
    ... on Debate {
      task
      status
    }
  }
}
    `) as unknown as TypedDocumentString<NodeQuery, NodeQueryVariables>;
export const NodesDocument = new TypedDocumentString(`
    query Nodes($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
    ... on Debate {
      task
      status
    }
    ... on User {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<NodesQuery, NodesQueryVariables>;
export const RateLimitDocument = new TypedDocumentString(`
    query RateLimit {
  rateLimit {
    cost
    limit
    remaining
    resetAt
  }
}
    `) as unknown as TypedDocumentString<RateLimitQuery, RateLimitQueryVariables>;
export const UsageDocument = new TypedDocumentString(`
    query Usage($window: UsageWindow!, $groupBy: [UsageGroup!]) {
  usage(window: $window, groupBy: $groupBy) {
    from
    to
    countedUpTo
    totals {
      spent {
        ...Spent
      }
      debates {
        ...CountedDebates
      }
    }
    rows {
      day
      agentKey
      agent {
        id
        label
      }
      model
      spent {
        ...Spent
      }
      debates {
        ...CountedDebates
      }
    }
  }
}
    fragment Spent on CallUsage {
  calls
  failedCalls
  unpricedCalls
  estimatedCalls
  inputTokens
  outputTokens
  costUsd
  knownCostUsd
}
fragment CountedDebates on DebateUsage {
  started
  decided
  noConsensus
  undecided
  aborted
}`) as unknown as TypedDocumentString<UsageQuery, UsageQueryVariables>;