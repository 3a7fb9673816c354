import type { Consensus } from './protocol.ts';

/** How an ended debate came out. ABORTED: it was stopped before there could be a verdict. */
export type Outcome = 'DECIDED' | 'NO_CONSENSUS' | 'UNDECIDED' | 'ABORTED';

/** Why the debate ended when it did; never says how it came out. */
export type StopReason = 'CONVERGED' | 'MAX_ROUNDS' | 'QUORUM_LOST' | 'CANCELLED' | 'ERROR';

export interface TallyRow {
  readonly position: string;
  readonly voters: readonly string[];
}

/** A vote against the verdict, with its reason. */
export interface Dissent {
  readonly participantId: string;
  /** null: the participant abstained. */
  readonly position: string | null;
  readonly confidence: number | null;
  readonly reason: string | null;
}

/** The plain majority of the blind answers: what would have been decided without a debate. */
export interface Baseline {
  /** null when two answers lead together or nobody had one. */
  readonly position: string | null;
  /** Share of the participants' blind answers that agreed with the leading one, 0 to 1. */
  readonly agreement: number;
}

/** What the debate changed against the baseline. CORRECTED and SUBVERTED need a reference answer. */
export type DebateGain = 'CORRECTED' | 'SUBVERTED' | 'UNCHANGED' | 'UNKNOWN';

export interface Participation {
  readonly participants: number;
  readonly voted: number;
  readonly abstained: number;
  readonly failed: number;
}

/** A piece of evidence on which the verdict hangs. */
export interface Crux {
  readonly evidenceId: string;
  /** The option the verdict goes to without it; null: to none. */
  readonly winnerWithout: string | null;
  readonly flipsWithout: boolean;
  /** Strength the author gave it, 0 to 1. */
  readonly strength: number;
  /** The nearest strength, 0 to 1, at which the verdict is another; null when no strength changes it. */
  readonly flipsAtStrength: number | null;
  /** The option the verdict goes to at that strength; null: to none. */
  readonly winnerAtStrength: string | null;
}

export interface Verdict {
  readonly outcome: Outcome;
  /** The option decided on; null unless DECIDED. */
  readonly winner: string | null;
  readonly rule: Consensus;
  readonly tally: readonly TallyRow[];
  readonly dissent: readonly Dissent[];
  readonly baseline: Baseline;
  readonly debateGain: DebateGain;
  readonly participation: Participation;
  /** Ranked: the smallest change of strength that changes the verdict comes first. */
  readonly cruxes: readonly Crux[];
  /** US dollars; 0 for agents that call nobody. null when a price is not known. */
  readonly costUsd: number | null;
}
