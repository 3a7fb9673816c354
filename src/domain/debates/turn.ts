import type { Call, FailureCode } from '../shared/call.ts';

/**
 * What an agent is asked for. PROPOSAL: a first, blind answer. CRITIQUE, REVISION: an objection to a peer, and what is held
 * after what the peers said. VOTE: the vote after all rounds. GROUPING: which answers in words mean the same. ARGUMENT,
 * REPLY: the two sides of a moderated debate. MODERATION: whether one side has won. JUDGEMENT: the choice of a judge.
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

/** An argument that an agent states beside its prose. */
export interface StatedArgument {
  /** The option it speaks about; null: the answer its author gives in words in the same turn. */
  readonly option: string | null;
  readonly stance: 'for' | 'against';
  /** What it bears on: the id of a criterion, or words where the decision lists none that fits. */
  readonly criterion: string;
  /** 0 to 1, as the agent judges it. */
  readonly strength: number;
  /** Where it comes from, as the agent says; null when it names nothing. */
  readonly source: string | null;
  readonly text: string;
}

/** Answers that mean the same. */
export interface AnswerGroup {
  /** The candidate they belong to; null: a new one. */
  readonly candidateId: string | null;
  /** The answer in words, for a new candidate. */
  readonly text: string;
  /** Numbers of the answers, as `Ask.ungrouped` lists them, from 0. */
  readonly members: readonly number[];
}

/** What a moderator or a judge of a moderated debate says. */
export interface Ruling {
  /** Whether it ends the debate. */
  readonly isFinal: boolean;
  /** The participant whose side it takes; null: neither, or both. */
  readonly side: string | null;
  /** The answer in words, for an open question. */
  readonly answer: string | null;
}

/** What an agent answers when it is asked for a turn. Positions are ids of the decision's options or of candidates. */
export interface Answer {
  /** The option the agent holds (or votes for, or judges right) after this turn; null when it holds none. */
  readonly position: string | null;
  /** The participant a critique speaks to; null when there is nothing to object to. */
  readonly targetId: string | null;
  readonly text: string;
  /** Ids of the evidence put forward; from here on everybody knows it. */
  readonly evidence: readonly string[];
  /** 0 to 1, as the agent states it; null where none was asked for. */
  readonly confidence: number | null;
  /** The participant whose evidence caused a change of position. */
  readonly citedPeer: string | null;
  /** Why the position changed, or why the vote is as it is. */
  readonly reason: string | null;
  /** Whether the agent still holds back an argument that could move somebody. */
  readonly hasMore: boolean;
  /** An answer in words, to an open question, that is not (yet) one of the candidates. */
  readonly openAnswer?: string;
  /** Options, the best first, where the tally is by ranking. */
  readonly ranking?: readonly string[];
  readonly stated?: readonly StatedArgument[];
  readonly groups?: readonly AnswerGroup[];
  readonly ruling?: Ruling;
  /** How the answer came about; left out by agents that call nobody. */
  readonly call?: Call;
}

/** One answer of one agent, as the debate keeps it. `at` is an ISO 8601 time. */
export interface Turn extends Answer {
  readonly kind: TurnKind;
  /** 0 for proposals, then 1, 2, …; votes carry the last round, judgements 1 and 2 for the two times a judge is asked. */
  readonly round: number;
  readonly participantId: string;
  readonly at: string;
}

/** An agent that could not answer; it is absent from that turn and never a candidate. */
export interface Failure {
  readonly kind: TurnKind;
  readonly round: number;
  readonly participantId: string;
  /** null: not a failure of a language model. */
  readonly code?: FailureCode | null;
  readonly message: string;
  readonly at: string;
  readonly call?: Call;
}

/** Calls that were given up because their process stopped: the turn is asked for again, but they have cost something. */
export interface Abandoned {
  readonly kind: TurnKind;
  readonly round: number;
  readonly participantId: string;
  readonly call: Call;
}

/** An answer to an open question, as it was grouped: what later turns name by its id. */
export interface Candidate {
  readonly id: string;
  readonly text: string;
  /** Whose answers, of which turns, it stands for. */
  readonly from: readonly { readonly participantId: string; readonly round: number }[];
}

/** What a person said to the debaters between two phases. `at` is an ISO 8601 time. */
export interface Interjection {
  readonly text: string;
  readonly by: string;
  /** The phase that had been held when it was said. */
  readonly kind: TurnKind;
  readonly round: number;
  readonly at: string;
}
