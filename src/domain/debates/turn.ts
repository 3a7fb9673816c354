import type { Call, FailureCode } from '../shared/call.ts';

/**
 * The kind of turn. PROPOSAL: a first, blind answer. CRITIQUE: an objection to a peer. REVISION: the position after the
 * peers' turns. VOTE: the vote after all rounds. GROUPING: which answers in words mean the same. ARGUMENT, REPLY: the two
 * sides of a moderated debate. MODERATION: whether one side has won. JUDGEMENT: the choice of a judge.
 */
export type TurnKind =
  | 'PROPOSAL'
  | 'CRITIQUE'
  | 'REVISION'
  | 'VOTE'
  | 'GROUPING'
  | 'ARGUMENT'
  | 'REPLY'
  | 'MODERATION'
  | 'JUDGEMENT';

/** An argument that an agent states beside its text. */
export interface StatedArgument {
  /** The option it is about; null: the author's answer in words of the same turn. */
  readonly option: string | null;
  readonly stance: 'for' | 'against';
  /** The id of a criterion, or words where no listed criterion fits. */
  readonly criterion: string;
  /** 0 to 1, as the agent judges it. */
  readonly strength: number;
  /** The source the agent names; null: none. */
  readonly source: string | null;
  readonly text: string;
}

/** Answers that mean the same. */
export interface AnswerGroup {
  /** The candidate they belong to; null: a new one. */
  readonly candidateId: string | null;
  /** The answer in words, for a new candidate. */
  readonly text: string;
  /** Indices into `TurnRequest.ungrouped`, from 0. */
  readonly members: readonly number[];
}

/** The ruling of a moderator or a judge of a moderated debate. */
export interface Ruling {
  /** Whether it ends the debate. */
  readonly isFinal: boolean;
  /** The participant whose side it takes; null: neither, or both. */
  readonly side: string | null;
  /** The answer in words, for an open question. */
  readonly answer: string | null;
}

/** An agent's answer to a turn request. Positions are ids of the decision's options or of candidates. */
export interface Answer {
  /** The option the agent holds, votes for or judges right; null: none. */
  readonly position: string | null;
  /** The participant that a critique addresses; null: no objection. */
  readonly targetId: string | null;
  readonly text: string;
  /** Ids of the evidence put forward. */
  readonly evidence: readonly string[];
  /** 0 to 1, as the agent states it; null where none was requested. */
  readonly confidence: number | null;
  /** The participant whose evidence caused a change of position. */
  readonly citedPeer: string | null;
  /** Why the position changed, or why the vote is as it is. */
  readonly reason: string | null;
  /** Whether the agent has another argument that could move a peer. */
  readonly hasMore: boolean;
  /** An answer in words, to an open question, that is not (yet) one of the candidates. */
  readonly openAnswer?: string;
  /** Options, the best first, where the tally is by ranking. */
  readonly ranking?: readonly string[];
  readonly stated?: readonly StatedArgument[];
  readonly groups?: readonly AnswerGroup[];
  readonly ruling?: Ruling;
  /** The calls of language models behind the answer; left out by agents that make none. */
  readonly call?: Call;
}

/** One stored answer of one agent. `at` is an ISO 8601 time. */
export interface Turn extends Answer {
  readonly kind: TurnKind;
  /** 0 for proposals, then 1, 2, …; votes carry the last round, judgements 1 and 2 for the two times a judge is asked. */
  readonly round: number;
  readonly participantId: string;
  readonly at: string;
}

/** A turn that an agent failed to take. */
export interface Failure {
  readonly kind: TurnKind;
  readonly round: number;
  readonly participantId: string;
  /** null: no failure of a language model. */
  readonly code?: FailureCode | null;
  readonly message: string;
  readonly at: string;
  readonly call?: Call;
}

/** Calls that were given up because their process stopped. The turn is requested again, but these calls count as spending. */
export interface Abandoned {
  readonly kind: TurnKind;
  readonly round: number;
  readonly participantId: string;
  readonly call: Call;
}

/** A group of answers to an open question. Later turns name it by its id. */
export interface Candidate {
  readonly id: string;
  readonly text: string;
  /** The turns whose answers belong to it. */
  readonly from: readonly { readonly participantId: string; readonly round: number }[];
}
