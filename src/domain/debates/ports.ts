import type { Actor } from '../access/actor.ts';
import type { AuditedAction } from '../audit/audit-entry.ts';
import type { StreamRef } from '../events/ports.ts';
import type { Debate } from './debate.ts';
import type { DebatePart } from './debate-parts.ts';
import type { DebateStatus } from './debate-state.ts';
import type { Decision } from './decision.ts';
import type { Participant } from './participant.ts';
import type { LeaseStore } from './run/lease.ts';
import type { TurnListener, TurnRequest } from './run/turn-request.ts';
import type { Answer, Turn } from './turn.ts';
import type { DebateRecord } from './verdict/debate-record.ts';
import type { Crux, Outcome, Verdict } from './verdict/verdict.ts';

/**
 * Requests a turn from a participant's agent. Rejects when the agent fails (`AgentFailure` where calls were made for it);
 * stops at once when the signal aborts.
 */
export type RequestTurn = (request: TurnRequest, listener: TurnListener, signal: AbortSignal) => Promise<Answer>;

/** The agents that can be chosen. */
export interface Panel {
  /** null: no agent has this id. */
  find(id: string): Pick<Participant, 'provider' | 'model' | 'family' | 'label'> | null;
  /** Why the agent cannot take part, and how to change that; null: it can. These ids can be chosen too, and are listed first. */
  refusalOf(id: string, others?: readonly string[]): string | null;
  /** Ids of so many agents of as many families as there are, at least so many where that many are configured; none without any. */
  panel(size: number, minFamilies: number): readonly string[];
  /** An agent for a judge or moderator: of none of these families where there is one, and none of these agents; null without one. */
  arbiter(families: readonly string[], not: readonly string[]): { agentId: string; isForeign: boolean } | null;
  /** US dollars for so many tokens of an agent; 0 for one that makes no calls, null when its price is not known. */
  costOf(agentId: string, tokens: { inputTokens: number; outputTokens: number }): number | null;
}

/** Issues the receipt of a debate that has just ended, in the ambient transaction, after its last event. */
export type IssueReceipt = (debate: Debate) => Promise<void>;

/** Erases the content of a deleted debate's receipt, in the ambient transaction. The fact that it was issued stays. */
export type EraseReceipt = (ref: StreamRef) => Promise<void>;

/** The input of the search for cruxes: the debate after the vote. */
export interface Voted {
  readonly decision: Decision;
  readonly participants: readonly Participant[];
  readonly turns: readonly Turn[];
  readonly verdict: Pick<Verdict, 'winner' | 'rule'>;
}

/** Finds the evidence that the verdict depends on, the smallest change first. Pure and deterministic. */
export type FindCruxes = (voted: Voted) => readonly Crux[];

/** Conditions for debates. All conditions that are given must hold. */
export interface DebateFilter {
  readonly statuses?: readonly DebateStatus[];
  readonly outcomes?: readonly Outcome[];
  /** Kinds of decision. */
  readonly kinds?: readonly string[];
  /** Debates that were created at this time or later. */
  readonly since?: Date;
  /** Debates that were created before this time. */
  readonly until?: Date;
  /** Text the task must contain, in any case. */
  readonly text?: string;
}

/** Which debates a list asks for. `after` and `before` are ids: they sort by the time of their making. */
export interface DebatePage extends DebateFilter {
  readonly order: 'NEWEST_FIRST' | 'OLDEST_FIRST';
  readonly after?: string;
  readonly before?: string;
  readonly limit: number;
  /** Whether to take the last of the page instead of the first. */
  readonly from: 'START' | 'END';
  /** The parts that are used of each debate; all when left out. See `withParts`. */
  readonly parts?: readonly DebatePart[];
}

/** A command to the process that runs the debate. Any process may store one. */
export interface DebateCommand {
  readonly kind: 'CANCEL' | 'INTERJECT';
  readonly debateId: string;
  readonly workspaceId: string;
  readonly requestedBy: string;
  /** The message, for INTERJECT. */
  readonly text?: string | null;
}

export interface StoredCommand extends DebateCommand {
  /** Grows in the order of arrival. */
  readonly id: string;
}

/** Stores debates. Methods that take a workspace find nothing of another one. */
export interface DebateStore extends LeaseStore {
  /** Throws a `UserError` (QUOTA_EXCEEDED) when `mostOpen` debates of the workspace have not ended yet. */
  add(debate: Debate, mostOpen?: number): Promise<void>;
  find(workspaceId: string, id: string): Promise<Debate | undefined>;
  findMany(workspaceId: string, ids: readonly string[]): Promise<readonly Debate[]>;
  /** In the order of the page, from either end. */
  page(workspaceId: string, page: DebatePage): Promise<readonly Debate[]>;
  count(workspaceId: string, filter: DebateFilter): Promise<number>;
  /**
   * Saves a debate that is being run, together with its new events, which the caller appends to the log in the same
   * transaction: the state may be kept by them alone. Throws `LeaseLost` when the fence is no longer the newest.
   */
  save(debate: Debate, fence: number): Promise<void>;
  /** Saves a debate that was never claimed; false when it was, or has ended. */
  saveUnclaimed(debate: Debate): Promise<boolean>;
  /** Removes a debate; false when there is none. */
  remove(workspaceId: string, id: string): Promise<boolean>;
  /** Saves the ground truth; false when there is no such debate. */
  saveGroundTruth(workspaceId: string, id: string, groundTruth: string): Promise<boolean>;

  /** Stores a command for the process that runs the debate; false when the debate has ended. */
  command(command: DebateCommand): Promise<boolean>;
  /** Commands that were not consumed yet, oldest first. They are removed when the debate ends. */
  commandsOf(debateId: string): Promise<readonly StoredCommand[]>;
  /** Removes commands that were carried out, in the ambient transaction. */
  consume(ids: readonly string[]): Promise<void>;
}

/** Stores the data of ended debates for the statistics. A record is removed with its debate. */
export interface DebateRecords {
  add(workspaceId: string, record: DebateRecord): Promise<void>;
  /** Saves the ground truth, in place of an earlier one; false when the debate has no record. */
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
 * Reads from the events of a debate, in the ambient transaction, the data that must outlive them. Called before their
 * payloads are erased.
 */
export type SettleBeforeErasure = (ref: StreamRef) => Promise<void>;

/**
 * Records an action on a debate in the audit log, in the ambient transaction. Call it last: it blocks other writers of the
 * audit log until the transaction ends.
 */
export type RecordAction = (by: Pick<Actor, 'userId' | 'workspaceId'>, action: AuditedAction) => Promise<unknown>;

/** Has a process look at the debate soon. Enqueued in the ambient transaction: it holds only if the transaction commits. */
export type WakeSoon = (debateId: string) => Promise<void>;
