/** What an agent is asked for. A round is a critique and a revision; proposals come before, votes after all rounds. */
export type TurnKind = 'PROPOSAL' | 'CRITIQUE' | 'REVISION' | 'VOTE';

/** What an agent answers when it is asked for a turn. Positions are ids of the decision's options. */
export interface Answer {
  /** The option the agent holds (or votes for) after this turn; null when it holds none, which in a vote abstains. */
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
}

/** One answer of one agent, as the debate keeps it. `at` is an ISO 8601 time. */
export interface Turn extends Answer {
  readonly kind: TurnKind;
  /** 0 for proposals, then 1, 2, …; votes carry the last round. */
  readonly round: number;
  readonly participantId: string;
  readonly at: string;
}

/** An agent that could not answer; it is absent from that turn and never a candidate. */
export interface Failure {
  readonly kind: TurnKind;
  readonly round: number;
  readonly participantId: string;
  readonly message: string;
  readonly at: string;
}

/** A change of position: what it was, what it is, and who and what caused it. */
export interface Flip {
  readonly participantId: string;
  readonly round: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly citedPeer: string | null;
  readonly reason: string;
}
