/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** One who argues: what it weighs, and what it knows at first. */
export type AgentProfileInput = {
  /** Id within the decision. */
  id: string;
  /** What to show for it. */
  label: string;
  /** Evidence it knows before the debate; all of it when left out. */
  startsWith?: Array<string> | null | undefined;
  /** Lead another option needs before it moves, 0 to 1; 0 when left out. */
  stubbornness?: number | null | undefined;
  /** How much each criterion counts; 1 for those left out. */
  weights: Array<CriterionWeightInput>;
};

/** What part of the system an entry is about. */
export type AuditCategory =
  /** Who may do what: users, roles, workspaces. */
  | 'ACCESS'
  /** Settings and keys of the system. */
  | 'ADMIN'
  /** Signing in and out, keys, sessions. */
  | 'AUTH'
  /** What is kept: exports, erasure, retention, backups. */
  | 'DATA'
  /** Debates. */
  | 'DEBATE'
  /** What the system did by itself. */
  | 'SYSTEM';

/** Which entries to list. Conditions left out do not count. */
export type AuditFilter = {
  /** Only exactly this action, such as `debate.deleted`. */
  action?: string | null | undefined;
  /** Only what this user did, also in the name of somebody else. */
  actorId?: string | null | undefined;
  /** Only entries of these categories. */
  category?: Array<AuditCategory> | null | undefined;
  /** Only what was recorded at this moment or later. */
  since?: string | null | undefined;
  /** Only what was done to the thing with this id. */
  targetId?: string | null | undefined;
  /** Only what was recorded before this moment. */
  until?: string | null | undefined;
};

/** The form of an export of the audit log. */
export type AuditFormat =
  /** For spreadsheets, with a line of headings. Texts that look like formulas get an apostrophe before them. */
  | 'CSV'
  /** Lines of JSON: first one that says which entries follow, then one for each. It can be verified. */
  | 'JSON';

/** In which order entries are listed. */
export type AuditOrder =
  /** The last recorded first. */
  | 'NEWEST_FIRST'
  /** The first recorded first. */
  | 'OLDEST_FIRST';

/** What came of an action. */
export type AuditOutcome =
  /** The caller was not allowed to. */
  | 'DENIED'
  /** The caller was allowed to, and it could not be done. */
  | 'FAILURE'
  /** It was done. */
  | 'SUCCESS';

/** A debate to cancel. */
export type CancelDebateInput = {
  /** The debate. */
  id: string;
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** Why, in 1 to 500 characters. It goes into the audit log and stays there. */
  reason?: string | null | undefined;
};

/** A new password, and the one before as proof. */
export type ChangePasswordInput = {
  /** The password that is good now. */
  currentPassword: string;
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** The new one: 12 to 128 characters that are hard to guess. */
  newPassword: string;
};

/** Whether calls go through a circuit breaker. */
export type CircuitBreakerState =
  /** They do. */
  | 'CLOSED'
  /** One does, from one of all nodes, to see whether the agent works again. */
  | 'HALF_OPEN'
  /** None does: the agent failed too often, or its provider wants to be left alone. */
  | 'OPEN';

/** A new proof of who the caller is. */
export type ConfirmIdentityInput = {
  /** A code of the second factor, where the caller has one. */
  code?: string | null | undefined;
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** The password of the caller. */
  password: string;
};

/** A first code of the app. */
export type ConfirmMfaInput = {
  /** Six digits. */
  code: string;
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
};

/** How many of the votes cast an option needs to win. */
export type Consensus =
  /** More than half. */
  | 'MAJORITY'
  /** The most, by weight. */
  | 'PLURALITY'
  /** Two thirds or more. */
  | 'SUPERMAJORITY'
  /** All of them. */
  | 'UNANIMOUS';

/** What a key is to be. */
export type CreateApiKeyInput = {
  /** Addresses or networks (10.0.0.0/8) it may be used from. */
  addresses?: Array<string> | null | undefined;
  /** When it stops being good; 365 days from now when left out. */
  expiresAt?: string | null | undefined;
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** What it is for, 1 to 100 characters. */
  name: string;
  /** Permissions to narrow it to; all that you hold when left out. */
  scopes?: Array<string> | null | undefined;
};

/** Who has lost the password. */
export type CreatePasswordResetInput = {
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** The member. */
  userId: string;
};

/** A workspace to be made. */
export type CreateWorkspaceInput = {
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** Its name, 1 to 100 characters. */
  name: string;
};

/** Something the options are judged by. */
export type CriterionInput = {
  /** Id within the decision. */
  id: string;
  /** What to show for it. */
  label: string;
  /** The question it asks of an option. */
  question: string;
};

/** How much a criterion counts to an agent. */
export type CriterionWeightInput = {
  /** The criterion. */
  criterion: string;
  /** 0 to 1. */
  weight: number;
};

/** Whose account to shut. */
export type DeactivateUserInput = {
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** Why, in 1 to 500 characters. It goes into the audit log and stays there. */
  reason?: string | null | undefined;
  /** The member. */
  userId: string;
};

/** Which debates to list. Conditions left out do not count. */
export type DebateFilter = {
  /** Only debates that came out in one of these ways. */
  outcome?: Array<DebateOutcome> | null | undefined;
  /** Only debates in one of these states. */
  status?: Array<DebateStatus> | null | undefined;
  /** Only debates whose task contains this text, in any case. */
  text?: string | null | undefined;
};

/** What the debate changed against the blind answers. */
export type DebateGain =
  /** The blind answers were wrong, the verdict is right, by the decision’s reference. */
  | 'CORRECTED'
  /** The blind answers were right, the verdict is not, by the decision’s reference. */
  | 'SUBVERTED'
  /** The verdict is what the blind answers would have given, or as wrong. */
  | 'UNCHANGED'
  /** The verdict differs from the blind answers, and no reference tells which is right. */
  | 'UNKNOWN';

/** Hard limits of a debate. */
export type DebateLimitsInput = {
  /** When it ends at the latest, within 7 days. */
  deadline?: string | null | undefined;
  /** Most US dollars. Refused where a debater’s price is not known. */
  maxCostUsd?: number | null | undefined;
  /** Most tokens, read and written. */
  maxTokens?: number | null | undefined;
};

/** How a debate is held and decided. See docs/protocols.md. */
export type DebateMode =
  /** Rounds of critique and revision, at least one, then a vote. */
  | 'DELIBERATE'
  /** Blind answers; where they are close a judge chooses, asked twice with the candidates in both orders. */
  | 'JUDGE'
  /** Two sides speak in turn; a moderator may end it after each round, and a judge decides if it never did. */
  | 'MODERATED'
  /** One of the others, chosen by what the workspace’s debates with ground truth have shown. */
  | 'POLICY'
  /** Blind answers decide by weight. Only where they differ too much is there one anonymous exchange, and it overturns them only with a large majority. */
  | 'SAFE'
  /** Blind answers decide by weight; nothing is exchanged. */
  | 'VOTE';

/** Something that can be chosen. */
export type DebateOptionInput = {
  /** Id within the decision: letters, digits, ".", "_" and "-", 64 at most. */
  id: string;
  /** What to show for it. */
  label: string;
};

/** The order of a list of debates. */
export type DebateOrder =
  /** The debate started last comes first. */
  | 'NEWEST_FIRST'
  /** The debate started first comes first. */
  | 'OLDEST_FIRST';

/** How an ended debate came out. */
export type DebateOutcome =
  /** The debate ended before there could be a verdict. */
  | 'ABORTED'
  /** The votes met the rule: one option won. */
  | 'DECIDED'
  /** There were votes, but no option met the rule. */
  | 'NO_CONSENSUS'
  /** Nobody voted for an option: the evidence favoured none. */
  | 'UNDECIDED';

/** Where a debate is in its life. */
export type DebateStatus =
  /** Ended without a verdict, because somebody cancelled it. */
  | 'CANCELLED'
  /** Ended with a verdict; `outcome` says which kind. */
  | 'COMPLETED'
  /** Ended without a verdict, because it could not go on. */
  | 'FAILED'
  /** Stored, and waiting to be run. */
  | 'PENDING'
  /** Being run. */
  | 'RUNNING';

/** What a decision comes from. */
export type DecidedBy =
  /** The blind answers: there was nothing else, or it did not overturn them. */
  | 'BLIND'
  /** The one agent that the workspace’s debates with ground truth have shown to be better than the vote. */
  | 'CHAMPION'
  /** The judge. */
  | 'JUDGE'
  /** The moderator. */
  | 'MODERATOR'
  /** What the debaters held at the end. */
  | 'VOTES';

/** A decision to be made, with everything there is to argue about it. */
export type DecisionInput = {
  /** Who argues by rules over the evidence: 2 to 10 agents. */
  agents?: Array<AgentProfileInput> | null | undefined;
  /** What the options are judged by: at most 20 criteria. */
  criteria?: Array<CriterionInput> | null | undefined;
  /** What there is to argue with: at most 200 pieces. */
  evidence?: Array<EvidenceInput> | null | undefined;
  /** The option known to be right, for studies. */
  groundTruth?: string | null | undefined;
  /** What sort of decision it is, in a word. */
  kind?: string | null | undefined;
  /** What can be chosen: 2 to 8 options; none for an open question, which only language models can answer. */
  options?: Array<DebateOptionInput> | null | undefined;
  /** The question to decide. */
  task: string;
};

/** A role of the organisation. */
export type DefineRoleInput = {
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** Roles whose permissions it holds too. */
  includes?: Array<string> | null | undefined;
  /** Its name: 2 to 40 of a-z, 0-9 and _. One that exists is changed. */
  name: string;
  /** Permissions it holds besides. */
  permissions?: Array<string> | null | undefined;
};

/** An ended debate to delete. */
export type DeleteDebateInput = {
  /** The debate. */
  id: string;
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** Why, in 1 to 500 characters. It goes into the audit log and stays there. */
  reason?: string | null | undefined;
};

/** Which role is to be gone. */
export type DeleteRoleInput = {
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** Its name. */
  name: string;
  /** Why, in 1 to 500 characters. It goes into the audit log and stays there. */
  reason?: string | null | undefined;
};

/** A code, as proof. */
export type DisableMfaInput = {
  /** Six digits of the app, or a recovery code. */
  code: string;
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** Why, in 1 to 500 characters. It goes into the audit log and stays there. */
  reason?: string | null | undefined;
};

/** The form in which something is written out. */
export type DocumentFormat =
  /** For spreadsheets, with a line of headings. Texts that look like formulas get an apostrophe before them. */
  | 'CSV'
  /** For programs: everything there is. */
  | 'JSON'
  /** For people. */
  | 'MARKDOWN';

/** Nothing but a key for repeating it. */
export type EndImpersonationInput = {
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
};

/** A piece of evidence to argue with. It may also speak about other evidence, but never in a circle. */
export type EvidenceInput = {
  /** Evidence it weakens. */
  attacks?: Array<string> | null | undefined;
  /** The criterion it bears on. */
  criterion: string;
  /** Id within the decision. */
  id: string;
  /** The option it speaks about. */
  option: string;
  /** How far the source can be relied on, 0 to 1; 1 when left out. */
  reliability?: number | null | undefined;
  /** Where it comes from. */
  source: EvidenceSourceInput;
  /** Whether it speaks for or against that option. */
  stance: Stance;
  /** How strong it is, 0 to 1: your judgement. */
  strength: number;
  /** Evidence it strengthens. */
  supports?: Array<string> | null | undefined;
};

/** Where a piece of evidence comes from: a `url` or a `document` has to be named. */
export type EvidenceSourceInput = {
  /** The document it is, when it has no address. */
  document?: string | null | undefined;
  /** Words of the source, copied exactly. */
  quote?: string | null | undefined;
  /** What the source is called. */
  title: string;
  /** Where it can be opened. */
  url?: string | null | undefined;
};

/** Why a call of a language model failed. */
export type FailureCode =
  /** The key is missing, wrong, or not allowed this. */
  | 'AUTH'
  /** Stopped by this server. */
  | 'CANCELLED'
  /** The provider’s rules refuse to answer. */
  | 'CONTENT'
  /** What was to be read is too long for the model. */
  | 'CONTEXT'
  /** The answer broke off. */
  | 'CUT'
  /** The answer cannot be used, or is empty. */
  | 'MALFORMED'
  /** No money or quota is left with the provider. */
  | 'OUT_OF_CREDIT'
  /** The provider cannot serve at the moment, or cannot be reached. */
  | 'OVERLOADED'
  /** Too many requests for the moment. */
  | 'RATE_LIMIT'
  /** No answer in time. */
  | 'TIMEOUT';

/** A debate to fork. */
export type ForkDebateInput = {
  /** Cursor of the last event to share, which comes after at least one turn and before the verdict. */
  after: string;
  /** Other agents for some of the participants. */
  agents?: Array<ParticipantAgentInput> | null | undefined;
  /** As in StartDebateInput; as in the original when left out. */
  consensus?: Consensus | null | undefined;
  /** As in StartDebateInput; as in the original when left out. */
  debateAnyway?: boolean | null | undefined;
  /** The debate to fork. It goes on unchanged, or has ended. */
  debateId: string;
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** Something to say to the debaters before they go on. */
  interjection?: string | null | undefined;
  /** Limits of the fork, for what it spends itself. */
  limits?: DebateLimitsInput | null | undefined;
  /** As in StartDebateInput; as in the original when left out. */
  maxRounds?: number | null | undefined;
  /** As in StartDebateInput; as in the original when left out. */
  paceMs?: number | null | undefined;
  /** As in StartDebateInput; as in the original when left out. */
  topology?: Topology | null | undefined;
};

/** How the server, or a part of it, is. */
export type HealthStatus =
  /** It works, but slower or with less than it should. */
  | 'DEGRADED'
  /** All is well. */
  | 'HEALTHY'
  /** It does not work. */
  | 'UNHEALTHY';

/** Whom to act as, and why. */
export type ImpersonateInput = {
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** For how many minutes, 1 to 60. */
  minutes?: number;
  /** Why, in 10 to 500 characters. It goes into the audit log and stays there. */
  reason: string;
  /** A member of the workspace who holds no more than you. */
  userId: string;
};

/** Something to say to the debaters. */
export type InterjectInput = {
  /** The debate. */
  debateId: string;
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** The words, 4,000 characters at most. They are heard from the next phase on. */
  text: string;
};

/** Whom to invite, as what. */
export type InviteUserInput = {
  /** E-mail address. */
  email: string;
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** As others see it; the address when left out. */
  name?: string | null | undefined;
  /** Roles in the workspace; none may hold more than your own. */
  roles: Array<string>;
};

/** Nothing but a key for repeating it. */
export type LeaveWorkspaceInput = {
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
};

/** What a server process does. */
export type NodeStatus =
  /** It is stopping: it takes nothing new up and lets its debates go. */
  | 'DRAINING'
  /** It has not been heard of for 15 seconds. Others take its debates over when its leases end. */
  | 'GONE'
  /** It serves, and takes debates up. */
  | 'RUNNING';

/** The agent that answers for a participant from now on. */
export type ParticipantAgentInput = {
  /** The agent, as `agents` lists it. */
  agentId: string;
  /** The participant. */
  participantId: string;
};

/** What a participant does. */
export type ParticipantRole =
  /** Gives the first answer of a moderated debate and defends it. */
  | 'AFFIRMATIVE'
  /** Holds a position and argues for it. */
  | 'DEBATER'
  /** Says which answers in words mean the same. It holds no position. */
  | 'GROUPER'
  /** Chooses one of the candidates. Never one of the debaters. */
  | 'JUDGE'
  /** Says after each round whether one side has won. */
  | 'MODERATOR'
  /** Contradicts it. */
  | 'NEGATIVE';

/** What POLICY can choose. */
export type PolicyChoice =
  /** The best agent answers alone. */
  | 'CHAMPION'
  /** Exchange below 60 % agreement; blind and final answers count half each. */
  | 'OPEN3'
  /** Exchange below 80 % agreement; blind and final answers count half each. */
  | 'OPEN4'
  /** As the mode SAFE. */
  | 'SAFE'
  /** As the mode VOTE. */
  | 'VOTE';

/** What turned out right. */
export type RecordGroundTruthInput = {
  /** The debate, which has ended with a verdict. */
  debateId: string;
  /** The option or candidate that turned out right; null: none of them. */
  groundTruth?: string | null | undefined;
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
};

/** A session to go on with. */
export type RefreshSessionInput = {
  /** The refresh token that was given last. */
  refreshToken: string;
};

/** A new password, and the secret that an administrator handed out. */
export type ResetPasswordInput = {
  /** The new password: 12 to 128 characters that are hard to guess. */
  newPassword: string;
  /** From an invitation, or from `createPasswordReset`. */
  secret: string;
};

/** Which key is to be good no more. */
export type RevokeApiKeyInput = {
  /** The key. */
  id: string;
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
};

/** The exchange of the key that receipts are signed with. */
export type RotateReceiptKeyInput = {
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** Why, in 1 to 500 characters. It goes into the audit log and stays there. */
  reason?: string | null | undefined;
};

/** Which roles a member is to have. */
export type SetRolesInput = {
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** Why, in 1 to 500 characters. It goes into the audit log and stays there. */
  reason?: string | null | undefined;
  /** All of its roles from now on; none at all take it out of the workspace. */
  roles: Array<string>;
  /** The member. */
  userId: string;
};

/** Nothing but a key for repeating it. */
export type SetUpMfaInput = {
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
};

/** What to sign in with. */
export type SignInInput = {
  /** A code of the second factor, where the user has one: six digits, or a recovery code. */
  code?: string | null | undefined;
  /** E-mail address of the user; upper or lower case. */
  email: string;
  /** Password. */
  password: string;
  /** Which of the user's workspaces; the first one when left out. */
  workspaceId?: string | null | undefined;
};

/** Nothing but a key for repeating it. */
export type SignOutEverywhereInput = {
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
};

/** Nothing but a key for repeating it. */
export type SignOutInput = {
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
};

/** Whether evidence speaks for or against its option. */
export type Stance =
  /** It speaks against the option. */
  | 'AGAINST'
  /** It speaks for the option. */
  | 'FOR';

/** A debate to start. */
export type StartDebateInput = {
  /** Who debates, in the order of speaking: agents of the decision, or agents that `agents` lists, such as `anthropic-api` or `openrouter:qwen/qwen3-max`; one may come twice. Left out: the decision’s agents, or a panel of 5 language models of at least 3 families, where that many are configured. */
  agents?: Array<string> | null | undefined;
  /** How many of the votes an option needs. Left out: MAJORITY in DELIBERATE, PLURALITY in every other mode. */
  consensus?: Consensus | null | undefined;
  /** Exchange, or ask the judge, even where the panel agrees from the start; false when left out. */
  debateAnyway?: boolean | null | undefined;
  /** What to decide, with the evidence and the agents that argue. */
  decision: DecisionInput;
  /** Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** The agent that judges in JUDGE and MODERATED; chosen when left out, of another family than the debaters where there is one. */
  judge?: string | null | undefined;
  /** Its limits. What is left out is limited by ARAGORA_MAX_COST_USD and ARAGORA_MAX_TOKENS where language models debate. */
  limits?: DebateLimitsInput | null | undefined;
  /** Most rounds of exchange, 1 to 12. Left out: 2 in DELIBERATE and MODERATED, 1 in SAFE. */
  maxRounds?: number | null | undefined;
  /** How it is held. Left out: SAFE where language models debate, DELIBERATE among the decision’s agents. */
  mode?: DebateMode | null | undefined;
  /** The agent that moderates a MODERATED debate; chosen when left out. */
  moderator?: string | null | undefined;
  /** Least time between two turns in milliseconds, 0 to 60,000; 0 when left out. */
  paceMs?: number | null | undefined;
  /** What is counted; CHOICE when left out. */
  tally?: TallyRule | null | undefined;
  /** Who hears whom; ALL_TO_ALL when left out. */
  topology?: Topology | null | undefined;
};

/** Why a debate ended when it did; never how it came out. */
export type StopReason =
  /** The limit of cost or tokens was reached. */
  | 'BUDGET'
  /** Somebody cancelled it. */
  | 'CANCELLED'
  /** The last round moved nobody, and nobody had an argument left that could. */
  | 'CONVERGED'
  /** The deadline passed. */
  | 'DEADLINE'
  /** A defect of the server kept it from going on. */
  | 'ERROR'
  /** All rounds the protocol allows were held. */
  | 'MAX_ROUNDS'
  /** The panel agreed from the start, so nothing was exchanged. */
  | 'NOT_NEEDED'
  /** Too few participants could answer. */
  | 'QUORUM_LOST'
  /** The moderator or the judge ruled. */
  | 'RULED';

/** What is counted. */
export type TallyRule =
  /** The one option everybody names. */
  | 'CHOICE'
  /** Everybody’s order of the options, by the method of Schulze. */
  | 'RANKING';

/** Who hears whom in an exchange. */
export type Topology =
  /** Everybody hears everybody. */
  | 'ALL_TO_ALL'
  /** Everybody hears the two neighbours. */
  | 'RING'
  /** Everybody hears about half of the others. */
  | 'SPARSE'
  /** The first hears everybody, the others only the first. */
  | 'STAR';

/** What a turn is. */
export type TurnKind =
  /** What the affirmative side of a moderated debate states or defends. */
  | 'ARGUMENT'
  /** An objection to what a peer holds or leans on. */
  | 'CRITIQUE'
  /** Which answers in words mean the same. */
  | 'GROUPING'
  /** What a judge says. */
  | 'JUDGEMENT'
  /** Whether, by its moderator, one side has won. */
  | 'MODERATION'
  /** A first answer, given without hearing anybody else. */
  | 'PROPOSAL'
  /** What its negative side replies. */
  | 'REPLY'
  /** What the participant holds after hearing the critiques. */
  | 'REVISION'
  /** The final vote. */
  | 'VOTE';

/** What usage is told apart by. */
export type UsageGroup =
  /** By the agent that was asked. */
  | 'AGENT'
  /** By the day, in UTC. */
  | 'DAY'
  /** By the model that was called: another one than the agent’s where a fallback was. */
  | 'MODEL';

/** Days, in UTC, at most 366: either the last so many, or those from one day to another. */
export type UsageWindow = {
  /** The first day. */
  from?: string | null | undefined;
  /** The last so many days, today included: 1 is today alone. */
  lastDays?: number | null | undefined;
  /** The last day, included. Left out: today. */
  to?: string | null | undefined;
};

/** What kind of mistake a user error is. Codes are stable: branch on them, not on messages. */
export type UserErrorCode =
  /** The cursor was not given out by this list or stream. Start without it, or use one that was. */
  | 'BAD_CURSOR'
  /** The thing is in a state that does not allow this. */
  | 'CONFLICT'
  /** The idempotency key was used before with other input. */
  | 'IDEMPOTENCY_MISMATCH'
  /** Something in the input is missing, out of range or unknown. The message says what to write. */
  | 'INVALID_INPUT'
  /** The password is right, and a code of the second factor is wanted too. */
  | 'MFA_CODE_REQUIRED'
  /** There is no such thing in this workspace. */
  | 'NOT_FOUND'
  /** The workspace has as many debates running as it may. Wait for one to end, or cancel one. */
  | 'QUOTA_EXCEEDED'
  /** What was given to sign in with does not fit, or is not good any more. */
  | 'SIGN_IN_REFUSED'
  /** This wants a fresh proof of who you are. Call `confirmIdentity`, then try again within five minutes. */
  | 'STEP_UP_REQUIRED'
  /** Too many failed attempts. The message says how long to wait. */
  | 'TOO_MANY_ATTEMPTS';

export type ApiKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiKeysQuery = { apiKeys: Array<{ id: string, name: string, prefix: string, scopes: Array<string> | null, addresses: Array<string>, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, revokedAt: string | null }> };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { createApiKey: { secret: string | null, apiKey: { id: string, name: string, prefix: string, scopes: Array<string> | null, addresses: Array<string>, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, revokedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type CreateWorkspaceMutationVariables = Exact<{
  input: CreateWorkspaceInput;
}>;


export type CreateWorkspaceMutation = { createWorkspace: { workspace: { id: string, name: string, createdAt: string } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type DeactivateUserMutationVariables = Exact<{
  input: DeactivateUserInput;
}>;


export type DeactivateUserMutation = { deactivateUser: { user: { id: string, email: string, name: string, roles: Array<string>, isActive: boolean } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type DefineRoleMutationVariables = Exact<{
  input: DefineRoleInput;
}>;


export type DefineRoleMutation = { defineRole: { role: { name: string, isBuiltIn: boolean, includes: Array<string>, permissions: Array<string> } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type DeleteRoleMutationVariables = Exact<{
  input: DeleteRoleInput;
}>;


export type DeleteRoleMutation = { deleteRole: { done: boolean | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type EndImpersonationMutationVariables = Exact<{
  input: EndImpersonationInput;
}>;


export type EndImpersonationMutation = { endImpersonation: { done: boolean | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type ImpersonateMutationVariables = Exact<{
  input: ImpersonateInput;
}>;


export type ImpersonateMutation = { impersonate: { accessToken: string | null, expiresAt: string | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type InviteUserMutationVariables = Exact<{
  input: InviteUserInput;
}>;


export type InviteUserMutation = { inviteUser: { secret: string | null, user: { id: string, email: string, name: string, roles: Array<string>, isActive: boolean } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type LeaveWorkspaceMutationVariables = Exact<{
  input: LeaveWorkspaceInput;
}>;


export type LeaveWorkspaceMutation = { leaveWorkspace: { done: boolean | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { id: string, email: string | null, name: string | null, organisationId: string, workspaceId: string, roles: Array<string>, permissions: Array<string>, withheldPermissions: Array<string>, credential: string, impersonatorId: string | null } };

export type RevokeApiKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type RevokeApiKeyMutation = { revokeApiKey: { apiKey: { id: string, name: string, prefix: string, scopes: Array<string> | null, addresses: Array<string>, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, revokedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type RolesQueryVariables = Exact<{ [key: string]: never; }>;


export type RolesQuery = { roles: Array<{ name: string, isBuiltIn: boolean, includes: Array<string>, permissions: Array<string> }> };

export type SetRolesMutationVariables = Exact<{
  input: SetRolesInput;
}>;


export type SetRolesMutation = { setRoles: { user: { id: string, email: string, name: string, roles: Array<string>, isActive: boolean } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { changePassword: { done: boolean | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type ConfirmIdentityMutationVariables = Exact<{
  input: ConfirmIdentityInput;
}>;


export type ConfirmIdentityMutation = { confirmIdentity: { done: boolean | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type ConfirmMfaMutationVariables = Exact<{
  input: ConfirmMfaInput;
}>;


export type ConfirmMfaMutation = { confirmMfa: { recoveryCodes: Array<string> | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type CreatePasswordResetMutationVariables = Exact<{
  input: CreatePasswordResetInput;
}>;


export type CreatePasswordResetMutation = { createPasswordReset: { secret: string | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type DisableMfaMutationVariables = Exact<{
  input: DisableMfaInput;
}>;


export type DisableMfaMutation = { disableMfa: { done: boolean | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type RefreshSessionMutationVariables = Exact<{
  input: RefreshSessionInput;
}>;


export type RefreshSessionMutation = { refreshSession: { tokens: { accessToken: string, accessExpiresAt: string, refreshToken: string, refreshExpiresAt: string } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type ResetPasswordMutationVariables = Exact<{
  input: ResetPasswordInput;
}>;


export type ResetPasswordMutation = { resetPassword: { done: boolean | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type SetUpMfaMutationVariables = Exact<{
  input: SetUpMfaInput;
}>;


export type SetUpMfaMutation = { setUpMfa: { secret: string | null, address: string | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn: { tokens: { accessToken: string, accessExpiresAt: string, refreshToken: string, refreshExpiresAt: string } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type SignOutEverywhereMutationVariables = Exact<{
  input: SignOutEverywhereInput;
}>;


export type SignOutEverywhereMutation = { signOutEverywhere: { done: boolean | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type SignOutMutationVariables = Exact<{
  input: SignOutInput;
}>;


export type SignOutMutation = { signOut: { done: boolean | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type UsersQueryVariables = Exact<{ [key: string]: never; }>;


export type UsersQuery = { users: Array<{ id: string, email: string, name: string, roles: Array<string>, isActive: boolean, createdAt: string, lastSignInAt: string | null }> };

export type WorkspacesQueryVariables = Exact<{ [key: string]: never; }>;


export type WorkspacesQuery = { workspaces: Array<{ id: string, name: string, createdAt: string }> };

export type AgentHealthQueryVariables = Exact<{ [key: string]: never; }>;


export type AgentHealthQuery = { agentHealth: { status: HealthStatus, hasOpenrouter: boolean, agents: Array<{ isAvailable: boolean, agent: { id: string, label: string, provider: string, model: string | null, family: string | null, needsKey: boolean, isAvailable: boolean }, breaker: { agentId: string, state: CircuitBreakerState, failures: number, openUntil: string | null, lastFailure: { code: FailureCode, message: string, at: string } | null } | null }> } };

export type AgentsQueryVariables = Exact<{ [key: string]: never; }>;


export type AgentsQuery = { agents: Array<{ id: string, label: string, description: string, provider: string, model: string | null, family: string | null, needsKey: boolean, isAvailable: boolean, isPriceKnown: boolean }> };

export type CircuitBreakersQueryVariables = Exact<{ [key: string]: never; }>;


export type CircuitBreakersQuery = { circuitBreakers: Array<{ agentId: string, state: CircuitBreakerState, failures: number, openUntil: string | null, lastFailure: { code: FailureCode, message: string, at: string } | null }> };

export type AuditExportQueryVariables = Exact<{
  format?: AuditFormat;
  since?: string | null | undefined;
  until?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditExportQuery = { auditExport: { text: string, next: string | null } };

export type AuditHeadQueryVariables = Exact<{ [key: string]: never; }>;


export type AuditHeadQuery = { auditHead: { seq: number, hash: string } };

export type AuditLogQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: AuditFilter | null | undefined;
  orderBy?: AuditOrder;
}>;


export type AuditLogQuery = { auditLog: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ id: string, seq: number, at: string, organisationId: string, workspaceId: string | null, category: AuditCategory, action: string, outcome: AuditOutcome, reason: string | null, detail: Record<string, unknown>, prevHash: string, hash: string, actor: { userId: string | null, impersonatorId: string | null, credential: string | null, apiKeyId: string | null, address: string | null }, target: { type: string, id: string } | null }> } };

export type CancelDebateMutationVariables = Exact<{
  input: CancelDebateInput;
}>;


export type CancelDebateMutation = { cancelDebate: { debate: { id: string, status: DebateStatus, outcome: DebateOutcome | null, stopReason: StopReason | null } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type DebateDocumentQueryVariables = Exact<{
  id: string;
  format: DocumentFormat;
}>;


export type DebateDocumentQuery = { debate: { id: string, document: string } | null };

export type DebateEventsSubscriptionVariables = Exact<{
  debateId: string;
  after?: string | null | undefined;
}>;


export type DebateEventsSubscription = { debateEvents:
    | { __typename: 'AgentFailed', seq: number, cursor: string, at: string, failure: { kind: TurnKind, round: number, participantId: string, code: FailureCode | null, message: string, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ latencyMs: number, inputTokens: number, outputTokens: number, isEstimated: boolean, costUsd: number | null, discardedText: string | null, provider: string, model: string, failure: FailureCode | null, message: string | null }> } | null } }
    | { __typename: 'AnswersGrouped', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, participantId: string, position: string | null, targetId: string | null, text: string, evidence: Array<string>, confidence: number | null, citedPeer: string | null, reason: string | null, openAnswer: string | null, ruling: { isFinal: boolean, side: string | null, answer: string | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: string, model: string, failure: FailureCode | null, message: string | null }> } | null } }
    | { __typename: 'ArgumentMade', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, participantId: string, position: string | null, targetId: string | null, text: string, evidence: Array<string>, confidence: number | null, citedPeer: string | null, reason: string | null, openAnswer: string | null, ruling: { isFinal: boolean, side: string | null, answer: string | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: string, model: string, failure: FailureCode | null, message: string | null }> } | null } }
    | { __typename: 'CallsAbandoned', participantId: string, kind: TurnKind, round: number, seq: number, cursor: string, at: string, call: { inputTokens: number, outputTokens: number, costUsd: number | null } | null }
    | { __typename: 'CandidatesNamed', round: number, seq: number, cursor: string, at: string, candidates: Array<{ id: string, text: string }> }
    | { __typename: 'CritiqueMade', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, participantId: string, position: string | null, targetId: string | null, text: string, evidence: Array<string>, confidence: number | null, citedPeer: string | null, reason: string | null, openAnswer: string | null, ruling: { isFinal: boolean, side: string | null, answer: string | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: string, model: string, failure: FailureCode | null, message: string | null }> } | null } }
    | { __typename: 'DebateEnded', status: DebateStatus, outcome: DebateOutcome, stopReason: StopReason, seq: number, cursor: string, at: string }
    | { __typename: 'DebateStarted', task: string, seq: number, cursor: string, at: string, options: Array<{ id: string, label: string }>, participants: Array<{ id: string, label: string, role: ParticipantRole, agentId: string, provider: string, model: string | null, family: string | null, weight: number }>, protocol: { mode: DebateMode, consensus: Consensus, tally: TallyRule, topology: Topology, maxRounds: number, paceMs: number, debateAnyway: boolean, limits: { maxCostUsd: number | null, maxTokens: number | null, deadline: string | null }, policy: { choice: PolicyChoice, withGroundTruth: number, reason: string } | null }, origin: { debateId: string, seq: number, hash: string } | null }
    | { __typename: 'HumanInterjected', seq: number, cursor: string, at: string, interjection: { text: string, by: string, at: string } }
    | { __typename: 'JudgementGiven', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, participantId: string, position: string | null, targetId: string | null, text: string, evidence: Array<string>, confidence: number | null, citedPeer: string | null, reason: string | null, openAnswer: string | null, ruling: { isFinal: boolean, side: string | null, answer: string | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: string, model: string, failure: FailureCode | null, message: string | null }> } | null } }
    | { __typename: 'ModerationGiven', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, participantId: string, position: string | null, targetId: string | null, text: string, evidence: Array<string>, confidence: number | null, citedPeer: string | null, reason: string | null, openAnswer: string | null, ruling: { isFinal: boolean, side: string | null, answer: string | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: string, model: string, failure: FailureCode | null, message: string | null }> } | null } }
    | { __typename: 'PhaseStarted', kind: TurnKind, round: number, speakers: Array<string>, seq: number, cursor: string, at: string }
    | { __typename: 'PositionChanged', participantId: string, round: number, from: string | null, to: string | null, citedPeer: string | null, reason: string, seq: number, cursor: string, at: string }
    | { __typename: 'ProposalMade', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, participantId: string, position: string | null, targetId: string | null, text: string, evidence: Array<string>, confidence: number | null, citedPeer: string | null, reason: string | null, openAnswer: string | null, ruling: { isFinal: boolean, side: string | null, answer: string | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: string, model: string, failure: FailureCode | null, message: string | null }> } | null } }
    | { __typename: 'ReplyMade', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, participantId: string, position: string | null, targetId: string | null, text: string, evidence: Array<string>, confidence: number | null, citedPeer: string | null, reason: string | null, openAnswer: string | null, ruling: { isFinal: boolean, side: string | null, answer: string | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: string, model: string, failure: FailureCode | null, message: string | null }> } | null } }
    | { __typename: 'RevisionMade', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, participantId: string, position: string | null, targetId: string | null, text: string, evidence: Array<string>, confidence: number | null, citedPeer: string | null, reason: string | null, openAnswer: string | null, ruling: { isFinal: boolean, side: string | null, answer: string | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: string, model: string, failure: FailureCode | null, message: string | null }> } | null } }
    | { __typename: 'RunResumed', attempt: number, cutOff: Array<string>, seq: number, cursor: string, at: string }
    | { __typename: 'RunStarted', seq: number, cursor: string, at: string }
    | { __typename: 'VerdictReached', seq: number, cursor: string, at: string, verdict: { outcome: DebateOutcome, winner: string | null, answer: string | null, decidedBy: DecidedBy, rule: Consensus, isPartial: boolean, isTied: boolean, debateGain: DebateGain, diversityLost: boolean, judgeConflict: boolean, costUsd: number | null, tally: Array<{ position: string, voters: Array<string>, weight: number }>, dissent: Array<{ participantId: string, position: string | null, confidence: number | null, reason: string | null }>, baseline: { position: string | null, agreement: number, margin: number, isTied: boolean, weightedPosition: string | null, tokens: number }, participation: { participants: number, voted: number, abstained: number, failed: number }, cruxes: Array<{ evidenceId: string, strength: number, flipsWithout: boolean, winnerWithout: string | null, flipsAtStrength: number | null, winnerAtStrength: string | null }>, trajectory: { flips: number, isContested: boolean, isCollapsed: boolean, diversityLoss: number | null, following: Array<{ participantId: string, opportunities: number, moves: number, unexplained: number }> }, spending: { inputTokens: number, outputTokens: number, costUsd: number | null } } }
    | { __typename: 'VoteCast', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, participantId: string, position: string | null, targetId: string | null, text: string, evidence: Array<string>, confidence: number | null, citedPeer: string | null, reason: string | null, openAnswer: string | null, ruling: { isFinal: boolean, side: string | null, answer: string | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: string, model: string, failure: FailureCode | null, message: string | null }> } | null } }
   };

export type SaidFragment = { kind: TurnKind, round: number, participantId: string, position: string | null, targetId: string | null, text: string, evidence: Array<string>, confidence: number | null, citedPeer: string | null, reason: string | null, openAnswer: string | null, ruling: { isFinal: boolean, side: string | null, answer: string | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: string, model: string, failure: FailureCode | null, message: string | null }> } | null };

export type AskedFragment = { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: string, model: string, failure: FailureCode | null, message: string | null }> };

export type DebateStatisticsQueryVariables = Exact<{
  kind?: string | null | undefined;
}>;


export type DebateStatisticsQuery = { debateStatistics: { debates: number, withGroundTruth: number, agents: Array<{ agentId: string, answered: number, right: number, debates: number, opportunities: number, moves: number, unexplained: number, index: number | null, interval: { low: number, high: number } | null }>, collapse: { contested: number, collapsed: number, rate: number | null, someoneWasRight: number, wrongful: number, wrongfulRate: number | null }, gain: { n: number, corrected: number, subverted: number, value: number | null, withoutGroundTruth: number, maxAbs: number | null, interval: { low: number, high: number } | null } } };

export type DebateTokensSubscriptionVariables = Exact<{
  debateId: string;
}>;


export type DebateTokensSubscription = { debateTokens: { participantId: string, kind: TurnKind, round: number, attempt: number, offset: number, text: string } };

export type DebateQueryVariables = Exact<{
  id: string;
}>;


export type DebateQuery = { debate: { id: string, task: string, kind: string | null, status: DebateStatus, outcome: DebateOutcome | null, stopReason: StopReason | null, createdAt: string, startedAt: string | null, endedAt: string | null, isOpen: boolean, hasGroundTruth: boolean, groundTruth: string | null, protocol: { mode: DebateMode, consensus: Consensus, tally: TallyRule, topology: Topology, maxRounds: number, paceMs: number, debateAnyway: boolean, limits: { maxCostUsd: number | null, maxTokens: number | null, deadline: string | null }, policy: { choice: PolicyChoice, withGroundTruth: number, reason: string } | null }, options: Array<{ id: string, label: string }>, criteria: Array<{ id: string, label: string, question: string }>, evidence: Array<{ id: string, option: string, stance: Stance, criterion: string, strength: number, reliability: number, attacks: Array<string>, supports: Array<string>, source: { title: string, url: string | null, document: string | null, quote: string | null } }>, participants: Array<{ id: string, label: string, role: ParticipantRole, agentId: string, provider: string, model: string | null, family: string | null, weight: number }>, origin: { debateId: string, seq: number, hash: string } | null, interjections: Array<{ text: string, by: string, at: string }>, spending: { inputTokens: number, outputTokens: number, costUsd: number | null, knownCostUsd: number }, phase: { kind: TurnKind, round: number } | null, positions: Array<{ participantId: string, position: string | null }>, turns: Array<{ kind: TurnKind, round: number, participantId: string, position: string | null, targetId: string | null, text: string, evidence: Array<string>, confidence: number | null, citedPeer: string | null, reason: string | null, openAnswer: string | null, ranking: Array<string>, at: string, stated: Array<{ option: string | null, stance: Stance, criterion: string, strength: number, source: string | null, text: string }>, ruling: { isFinal: boolean, side: string | null, answer: string | null } | null, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: string, model: string, failure: FailureCode | null, message: string | null, latencyMs: number, inputTokens: number, outputTokens: number, isEstimated: boolean, costUsd: number | null, discardedText: string | null }> } | null }>, failures: Array<{ kind: TurnKind, round: number, participantId: string, code: FailureCode | null, message: string, at: string, call: { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: string, model: string, failure: FailureCode | null, message: string | null, latencyMs: number, inputTokens: number, outputTokens: number, isEstimated: boolean, costUsd: number | null, discardedText: string | null }> } | null }>, winner: { id: string, label: string } | null, verdict: { outcome: DebateOutcome, winner: string | null, answer: string | null, decidedBy: DecidedBy, rule: Consensus, isPartial: boolean, isTied: boolean, debateGain: DebateGain, diversityLost: boolean, judgeConflict: boolean, costUsd: number | null, tally: Array<{ position: string, voters: Array<string>, weight: number }>, dissent: Array<{ participantId: string, position: string | null, confidence: number | null, reason: string | null }>, baseline: { position: string | null, agreement: number, margin: number, isTied: boolean, weightedPosition: string | null, tokens: number }, participation: { participants: number, voted: number, abstained: number, failed: number }, cruxes: Array<{ evidenceId: string, strength: number, flipsWithout: boolean, winnerWithout: string | null, flipsAtStrength: number | null, winnerAtStrength: string | null }>, trajectory: { flips: number, isContested: boolean, isCollapsed: boolean, diversityLoss: number | null, following: Array<{ participantId: string, opportunities: number, moves: number, unexplained: number }> }, spending: { inputTokens: number, outputTokens: number, costUsd: number | null } } | null } | null };

export type CallInFullFragment = { requestedModel: string, servedModel: string | null, latencyMs: number, inputTokens: number, outputTokens: number, costUsd: number | null, attempts: Array<{ provider: string, model: string, failure: FailureCode | null, message: string | null, latencyMs: number, inputTokens: number, outputTokens: number, isEstimated: boolean, costUsd: number | null, discardedText: string | null }> };

export type DebatesChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type DebatesChangedSubscription = { debatesChanged: { debateId: string, debate: { task: string, status: DebateStatus, outcome: DebateOutcome | null } | null } };

export type DebatesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: DebateFilter | null | undefined;
  orderBy?: DebateOrder;
}>;


export type DebatesQuery = { debates: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ id: string, task: string, status: DebateStatus, outcome: DebateOutcome | null, stopReason: StopReason | null, createdAt: string, endedAt: string | null, spending: { inputTokens: number, outputTokens: number, costUsd: number | null, knownCostUsd: number }, winner: { id: string, label: string } | null }> } };

export type DeleteDebateMutationVariables = Exact<{
  input: DeleteDebateInput;
}>;


export type DeleteDebateMutation = { deleteDebate: { deletedDebateId: string | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type EstimateDebateQueryVariables = Exact<{
  input: StartDebateInput;
}>;


export type EstimateDebateQuery = { estimateDebate: { estimate: { unpriced: Array<string>, calls: { least: number, most: number }, inputTokens: { least: number, most: number }, outputTokens: { least: number, most: number }, costUsd: { least: number, most: number } | null } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type ForkDebateMutationVariables = Exact<{
  input: ForkDebateInput;
}>;


export type ForkDebateMutation = { forkDebate: { debate: { id: string, status: DebateStatus, origin: { debateId: string, seq: number, hash: string } | null } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type InterjectMutationVariables = Exact<{
  input: InterjectInput;
}>;


export type InterjectMutation = { interject: { debate: { id: string, status: DebateStatus } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type RecordGroundTruthMutationVariables = Exact<{
  input: RecordGroundTruthInput;
}>;


export type RecordGroundTruthMutation = { recordGroundTruth: { debate: { id: string, groundTruth: string | null, hasGroundTruth: boolean, verdict: { winner: string | null, debateGain: DebateGain } | null } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type StartDebateMutationVariables = Exact<{
  input: StartDebateInput;
}>;


export type StartDebateMutation = { startDebate: { debate: { id: string, task: string, status: DebateStatus, participants: Array<{ id: string, label: string }>, protocol: { mode: DebateMode } } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type ReceiptKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type ReceiptKeysQuery = { receiptKeys: Array<{ keyId: string, publicKey: string, firstUsedAt: string, retiredAt: string | null }> };

export type ReceiptQueryVariables = Exact<{
  debateId: string;
  format?: DocumentFormat;
}>;


export type ReceiptQuery = { receipt: { id: string, debateId: string, issuedAt: string, algorithm: string, keyId: string, signature: string, eventCount: number, chainHead: string, isErased: boolean, document: string } | null };

export type RotateReceiptKeyMutationVariables = Exact<{
  input: RotateReceiptKeyInput;
}>;


export type RotateReceiptKeyMutation = { rotateReceiptKey: { keys: Array<{ keyId: string, publicKey: string, firstUsedAt: string, retiredAt: string | null }> | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type ClusterNodesQueryVariables = Exact<{ [key: string]: never; }>;


export type ClusterNodesQuery = { clusterNodes: Array<{ id: string, status: NodeStatus, isSelf: boolean, host: string | null, pid: number | null, version: string | null, startedAt: string | null, url: string | null, seenAt: string | null, leaseCount: number | null, load: { runningDebates: number, maxDebates: number, openSockets: number, eventLoopDelayMs: number, memoryBytes: number } | null, leases: Array<{ debateId: string, expiresAt: string }> }> };

export type HealthQueryVariables = Exact<{ [key: string]: never; }>;


export type HealthQuery = { health: { status: HealthStatus, version: string, uptimeSeconds: number, checks: Array<{ name: string, status: HealthStatus, latencyMs: number, message: string | null }> } };

export type NodeQueryVariables = Exact<{
  id: string;
}>;


export type NodeQuery = { node: { __typename: 'Debate', task: string, status: DebateStatus, id: string } | null };

export type RateLimitQueryVariables = Exact<{ [key: string]: never; }>;


export type RateLimitQuery = { rateLimit: { cost: number, limit: number | null, remaining: number | null, resetAt: string | null } };

export type UsageQueryVariables = Exact<{
  window: UsageWindow;
  groupBy?: Array<UsageGroup> | UsageGroup | null | undefined;
}>;


export type UsageQuery = { usage: { from: string, to: string, countedUpTo: string, totals: { spent: { calls: number, failedCalls: number, unpricedCalls: number, estimatedCalls: number, inputTokens: number, outputTokens: number, costUsd: number | null, knownCostUsd: number }, debates: { started: number, decided: number, noConsensus: number, undecided: number, aborted: number } }, rows: Array<{ day: string | null, agentId: string | null, model: string | null, spent: { calls: number, failedCalls: number, unpricedCalls: number, estimatedCalls: number, inputTokens: number, outputTokens: number, costUsd: number | null, knownCostUsd: number }, debates: { started: number, decided: number, noConsensus: number, undecided: number, aborted: number } | null }> } };

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
export const AskedFragmentDoc = new TypedDocumentString(`
    fragment Asked on Call {
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
    `, {"fragmentName":"Asked"}) as unknown as TypedDocumentString<AskedFragment, unknown>;
export const SaidFragmentDoc = new TypedDocumentString(`
    fragment Said on Turn {
  kind
  round
  participantId
  position
  targetId
  text
  evidence
  confidence
  citedPeer
  reason
  openAnswer
  ruling {
    isFinal
    side
    answer
  }
  call {
    ...Asked
  }
}
    fragment Asked on Call {
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
}`, {"fragmentName":"Said"}) as unknown as TypedDocumentString<SaidFragment, unknown>;
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
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DeactivateUserMutation, DeactivateUserMutationVariables>;
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
  }
}
    `) as unknown as TypedDocumentString<DefineRoleMutation, DefineRoleMutationVariables>;
export const DeleteRoleDocument = new TypedDocumentString(`
    mutation DeleteRole($input: DeleteRoleInput!) {
  deleteRole(input: $input) {
    done
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteRoleMutation, DeleteRoleMutationVariables>;
export const EndImpersonationDocument = new TypedDocumentString(`
    mutation EndImpersonation($input: EndImpersonationInput!) {
  endImpersonation(input: $input) {
    done
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<EndImpersonationMutation, EndImpersonationMutationVariables>;
export const ImpersonateDocument = new TypedDocumentString(`
    mutation Impersonate($input: ImpersonateInput!) {
  impersonate(input: $input) {
    accessToken
    expiresAt
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ImpersonateMutation, ImpersonateMutationVariables>;
export const InviteUserDocument = new TypedDocumentString(`
    mutation InviteUser($input: InviteUserInput!) {
  inviteUser(input: $input) {
    user {
      id
      email
      name
      roles
      isActive
    }
    secret
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<InviteUserMutation, InviteUserMutationVariables>;
export const LeaveWorkspaceDocument = new TypedDocumentString(`
    mutation LeaveWorkspace($input: LeaveWorkspaceInput!) {
  leaveWorkspace(input: $input) {
    done
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<LeaveWorkspaceMutation, LeaveWorkspaceMutationVariables>;
export const MeDocument = new TypedDocumentString(`
    query Me {
  me {
    id
    email
    name
    organisationId
    workspaceId
    roles
    permissions
    withheldPermissions
    credential
    impersonatorId
  }
}
    `) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
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
export const SetRolesDocument = new TypedDocumentString(`
    mutation SetRoles($input: SetRolesInput!) {
  setRoles(input: $input) {
    user {
      id
      email
      name
      roles
      isActive
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetRolesMutation, SetRolesMutationVariables>;
export const ChangePasswordDocument = new TypedDocumentString(`
    mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    done
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ChangePasswordMutation, ChangePasswordMutationVariables>;
export const ConfirmIdentityDocument = new TypedDocumentString(`
    mutation ConfirmIdentity($input: ConfirmIdentityInput!) {
  confirmIdentity(input: $input) {
    done
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ConfirmIdentityMutation, ConfirmIdentityMutationVariables>;
export const ConfirmMfaDocument = new TypedDocumentString(`
    mutation ConfirmMfa($input: ConfirmMfaInput!) {
  confirmMfa(input: $input) {
    recoveryCodes
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ConfirmMfaMutation, ConfirmMfaMutationVariables>;
export const CreatePasswordResetDocument = new TypedDocumentString(`
    mutation CreatePasswordReset($input: CreatePasswordResetInput!) {
  createPasswordReset(input: $input) {
    secret
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreatePasswordResetMutation, CreatePasswordResetMutationVariables>;
export const DisableMfaDocument = new TypedDocumentString(`
    mutation DisableMfa($input: DisableMfaInput!) {
  disableMfa(input: $input) {
    done
    userErrors {
      code
      field
      message
    }
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
  }
}
    `) as unknown as TypedDocumentString<RefreshSessionMutation, RefreshSessionMutationVariables>;
export const ResetPasswordDocument = new TypedDocumentString(`
    mutation ResetPassword($input: ResetPasswordInput!) {
  resetPassword(input: $input) {
    done
    userErrors {
      code
      field
      message
    }
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
  }
}
    `) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const SignOutEverywhereDocument = new TypedDocumentString(`
    mutation SignOutEverywhere($input: SignOutEverywhereInput!) {
  signOutEverywhere(input: $input) {
    done
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SignOutEverywhereMutation, SignOutEverywhereMutationVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut($input: SignOutInput!) {
  signOut(input: $input) {
    done
    userErrors {
      code
      field
      message
    }
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
    isActive
    createdAt
    lastSignInAt
  }
}
    `) as unknown as TypedDocumentString<UsersQuery, UsersQueryVariables>;
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
        label
        provider
        model
        family
        needsKey
        isAvailable
      }
      breaker {
        agentId
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
    agentId
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
    query AuditExport($format: AuditFormat! = JSON, $since: DateTimeISO, $until: DateTimeISO, $after: String) {
  auditExport(format: $format, since: $since, until: $until, after: $after) {
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
    query AuditLog($first: Int, $after: String, $last: Int, $before: String, $filter: AuditFilter, $orderBy: AuditOrder! = NEWEST_FIRST) {
  auditLog(
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
    nodes {
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
        id
      }
      outcome
      reason
      detail
      prevHash
      hash
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
        id
        label
      }
      participants {
        id
        label
        role
        agentId
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
      speakers
    }
    ... on ProposalMade {
      turn {
        ...Said
      }
    }
    ... on CritiqueMade {
      turn {
        ...Said
      }
    }
    ... on RevisionMade {
      turn {
        ...Said
      }
    }
    ... on VoteCast {
      turn {
        ...Said
      }
    }
    ... on AnswersGrouped {
      turn {
        ...Said
      }
    }
    ... on ArgumentMade {
      turn {
        ...Said
      }
    }
    ... on ReplyMade {
      turn {
        ...Said
      }
    }
    ... on ModerationGiven {
      turn {
        ...Said
      }
    }
    ... on JudgementGiven {
      turn {
        ...Said
      }
    }
    ... on CandidatesNamed {
      round
      candidates {
        id
        text
      }
    }
    ... on HumanInterjected {
      interjection {
        text
        by
        at
      }
    }
    ... on PositionChanged {
      participantId
      round
      from
      to
      citedPeer
      reason
    }
    ... on AgentFailed {
      failure {
        kind
        round
        participantId
        code
        message
        call {
          ...Asked
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
      participantId
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
      cutOff
    }
    ... on VerdictReached {
      verdict {
        outcome
        winner
        answer
        decidedBy
        rule
        isPartial
        isTied
        tally {
          position
          voters
          weight
        }
        dissent {
          participantId
          position
          confidence
          reason
        }
        baseline {
          position
          agreement
          margin
          isTied
          weightedPosition
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
          evidenceId
          strength
          flipsWithout
          winnerWithout
          flipsAtStrength
          winnerAtStrength
        }
        trajectory {
          flips
          isContested
          isCollapsed
          diversityLoss
          following {
            participantId
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
    fragment Said on Turn {
  kind
  round
  participantId
  position
  targetId
  text
  evidence
  confidence
  citedPeer
  reason
  openAnswer
  ruling {
    isFinal
    side
    answer
  }
  call {
    ...Asked
  }
}
fragment Asked on Call {
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
export const DebateStatisticsDocument = new TypedDocumentString(`
    query DebateStatistics($kind: String) {
  debateStatistics(kind: $kind) {
    debates
    withGroundTruth
    agents {
      agentId
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
      someoneWasRight
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
    participantId
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
      id
      label
    }
    criteria {
      id
      label
      question
    }
    evidence {
      id
      option
      stance
      criterion
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
      id
      label
      role
      agentId
      provider
      model
      family
      weight
    }
    isOpen
    hasGroundTruth
    groundTruth
    origin {
      debateId
      seq
      hash
    }
    interjections {
      text
      by
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
      participantId
      position
    }
    turns {
      kind
      round
      participantId
      position
      targetId
      text
      evidence
      confidence
      citedPeer
      reason
      openAnswer
      ranking
      stated {
        option
        stance
        criterion
        strength
        source
        text
      }
      ruling {
        isFinal
        side
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
      participantId
      code
      message
      call {
        ...CallInFull
      }
      at
    }
    winner {
      id
      label
    }
    verdict {
      outcome
      winner
      answer
      decidedBy
      rule
      isPartial
      isTied
      tally {
        position
        voters
        weight
      }
      dissent {
        participantId
        position
        confidence
        reason
      }
      baseline {
        position
        agreement
        margin
        isTied
        weightedPosition
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
        evidenceId
        strength
        flipsWithout
        winnerWithout
        flipsAtStrength
        winnerAtStrength
      }
      trajectory {
        flips
        isContested
        isCollapsed
        diversityLoss
        following {
          participantId
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
    subscription DebatesChanged {
  debatesChanged {
    debateId
    debate {
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
    nodes {
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
        id
        label
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
  }
}
    `) as unknown as TypedDocumentString<InterjectMutation, InterjectMutationVariables>;
export const RecordGroundTruthDocument = new TypedDocumentString(`
    mutation RecordGroundTruth($input: RecordGroundTruthInput!) {
  recordGroundTruth(input: $input) {
    debate {
      id
      groundTruth
      hasGroundTruth
      verdict {
        winner
        debateGain
      }
    }
    userErrors {
      code
      field
      message
    }
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
        id
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
  }
}
    `) as unknown as TypedDocumentString<StartDebateMutation, StartDebateMutationVariables>;
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
      agentId
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