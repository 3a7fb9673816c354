import type { Actor } from '../access/actor.ts';
import type { AuditedAction } from '../audit/audit-entry.ts';
import type { StreamRef } from '../events/ports.ts';
import type { Debate } from './debate.ts';
import type { DebateStatus } from './debate-state.ts';
import type { Decision } from './decision.ts';
import type { Participant } from './participant.ts';
import type { FormerRun } from './run/resumption.ts';
import type { TurnListener, TurnRequest } from './run/turn-request.ts';
import type { Answer, Turn } from './turn.ts';
import type { DebateRecord } from './verdict/debate-record.ts';
import type { Crux, Outcome, Verdict } from './verdict/verdict.ts';

/**
 * Asks a participant's agent for its turn. Rejects when the agent fails (`AgentFailure` where calls were made for it);
 * stops at once when the signal aborts.
 */
export type RequestTurn = (ask: TurnRequest, listener: TurnListener, signal: AbortSignal) => Promise<Answer>;

/** The agents there are, as far as choosing among them goes. */
export interface Panel {
  /** null when there is none with this id. */
  find(id: string): Pick<Participant, 'provider' | 'model' | 'family' | 'label'> | null;
  /** Why the agent cannot take part, and what to do so that it can; null when it can. */
  refusalOf(id: string): string | null;
  /** Ids of so many agents of as many families as there are, at least so many where that many are configured; none without any. */
  panel(size: number, minFamilies: number): readonly string[];
  /** An agent for a judge or moderator: of none of these families where there is one, and none of these agents; null without one. */
  arbiter(families: readonly string[], not: readonly string[]): { agentId: string; isForeign: boolean } | null;
  /** US dollars for so many tokens of an agent; 0 for one that calls nobody, null when its price is not known. */
  costOf(agentId: string, tokens: { inputTokens: number; outputTokens: number }): number | null;
}

/** Makes the receipt of a debate that has just ended; in the ambient transaction, after its last event. */
export type IssueReceipt = (debate: Debate) => Promise<void>;

/** Erases what the receipt of a deleted debate says, in the ambient transaction; that it was issued stays. */
export type EraseReceipt = (ref: StreamRef) => Promise<void>;

/** What the search for cruxes looks at: the debate as it stood when everybody had voted. */
export interface Voted {
  readonly decision: Decision;
  readonly participants: readonly Participant[];
  readonly turns: readonly Turn[];
  readonly verdict: Pick<Verdict, 'winner' | 'rule'>;
}

/** The evidence on which the verdict hangs, the smallest change first. Pure and deterministic. */
export type FindCruxes = (voted: Voted) => readonly Crux[];

/** Which debates a list asks for. `after` and `before` are ids: they sort by the time of their making. */
export interface DebatePage {
  readonly order: 'NEWEST_FIRST' | 'OLDEST_FIRST';
  readonly statuses?: readonly DebateStatus[];
  readonly outcomes?: readonly Outcome[];
  /** Text the task must contain, in any case. */
  readonly text?: string;
  readonly after?: string;
  readonly before?: string;
  readonly limit: number;
  /** Whether to take the last of the page instead of the first. */
  readonly from: 'START' | 'END';
}

/** A debate taken up by this process: `fence` grows with every claim, and the database refuses writes of an older one. */
export interface Claim {
  readonly debate: Debate;
  readonly fence: number;
  readonly former: FormerRun;
}

/** Who runs a debate, and until when it has to say that it still does. */
export interface DebateLease {
  readonly debateId: string;
  readonly workspaceId: string;
  readonly holder: string;
  readonly expiresAt: Date;
}

/** Something any process may ask of whoever runs the debate. */
export interface DebateCommand {
  readonly kind: 'CANCEL' | 'INTERJECT';
  readonly debateId: string;
  readonly workspaceId: string;
  readonly requestedBy: string;
  /** What to say, for INTERJECT. */
  readonly text?: string | null;
}

export interface StoredCommand extends DebateCommand {
  /** Grows with the order of their coming. */
  readonly id: string;
}

/** Keeps debates. Methods that take a workspace find nothing of another one. */
export interface DebateStore {
  /** Throws a `Refusal` (QUOTA_EXCEEDED) when `mostOpen` debates of the workspace have not ended yet. */
  add(debate: Debate, mostOpen?: number): Promise<void>;
  find(workspaceId: string, id: string): Promise<Debate | undefined>;
  findMany(workspaceId: string, ids: readonly string[]): Promise<readonly Debate[]>;
  /** In the page's order, whichever end it is taken from. */
  page(workspaceId: string, page: DebatePage): Promise<readonly Debate[]>;
  count(workspaceId: string, page: Pick<DebatePage, 'statuses' | 'outcomes' | 'text'>): Promise<number>;
  /** Saves a debate that is being run. Throws `LeaseLost` when the fence is no longer the newest. */
  save(debate: Debate, fence: number): Promise<void>;
  /** Ends a debate that nobody has taken up yet; false when somebody has, or it has ended. */
  saveUnclaimed(debate: Debate): Promise<boolean>;
  /** Takes a debate away; false when there is none. */
  remove(workspaceId: string, id: string): Promise<boolean>;
  /** Notes what turned out right; false when there is no such debate. */
  saveGroundTruth(workspaceId: string, id: string, groundTruth: string): Promise<boolean>;

  /** Takes a debate up that has not ended and that nobody holds; undefined when there is no such one. */
  claim(id: string, holder: string, leaseMs: number): Promise<Claim | undefined>;
  /** Holds the debate for `leaseMs` more. Throws `LeaseLost` when the fence is no longer the newest. */
  renew(id: string, fence: number, leaseMs: number): Promise<void>;
  /** Lets the debate go, so that anybody may claim it at once, and says how its run ended. */
  release(id: string, fence: number, how: FormerRun): Promise<void>;
  /** Frees the debates of every holder of whom this is proved to be true; their runs were cut off. */
  releaseOf(isGone: (holder: string) => boolean): Promise<void>;
  /** Ids of debates that have not ended and that nobody holds, oldest first. */
  unheld(limit: number): Promise<readonly string[]>;
  /** Every lease of a debate that has not ended, as long as it has not run out; of all workspaces, by the debate's id. */
  leases(): Promise<readonly DebateLease[]>;

  /** Leaves a command for whoever runs the debate; false when it has ended. */
  command(command: DebateCommand): Promise<boolean>;
  /** Commands not yet carried out, oldest first. They go when the debate ends. */
  commandsOf(debateId: string): Promise<readonly StoredCommand[]>;
  /** Takes commands away that were carried out, in the ambient transaction. */
  consume(ids: readonly string[]): Promise<void>;
}

/** Keeps what the statistics need of ended debates. A record goes with its debate. */
export interface DebateRecords {
  add(workspaceId: string, record: DebateRecord): Promise<void>;
  /** Notes what turned out right, in place of what was noted before; false when there is no record of the debate. */
  saveGroundTruth(workspaceId: string, debateId: string, groundTruth: string): Promise<boolean>;
  /** The newest records, the newest last; of one kind of decision (null: of those without one), or of all when left out. */
  newest(workspaceId: string, filter: RecordFilter): Promise<readonly DebateRecord[]>;
}

export interface RecordFilter {
  readonly kind?: string | null;
  /** KNOWN: only those whose ground truth is known. */
  readonly groundTruth: 'KNOWN' | 'ANY';
  readonly limit: number;
}

/**
 * Takes from the events of a debate, in the ambient transaction, what is to outlive them: called before their payloads are
 * erased.
 */
export type SettleBeforeErasure = (ref: StreamRef) => Promise<void>;

/**
 * Records in the audit log what somebody did to a debate, in the ambient transaction: as its last write, for it holds up
 * everybody else who records something.
 */
export type RecordAction = (by: Pick<Actor, 'userId' | 'workspaceId'>, action: AuditedAction) => Promise<unknown>;

/** Has some process look at the debate soon; enqueued in the ambient transaction, so that it holds exactly if that does. */
export type WakeSoon = (debateId: string) => Promise<void>;
