import type { Spending } from '../../shared/call.ts';
import type { Consensus } from '../protocol.ts';

/** How an ended debate came out. ABORTED: it was stopped before there could be a verdict. */
export const OUTCOMES = ['DECIDED', 'NO_CONSENSUS', 'UNDECIDED', 'ABORTED'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why the debate ended when it did; never says how it came out. */
export type StopReason =
  | 'NOT_NEEDED'
  | 'CONVERGED'
  | 'MAX_ROUNDS'
  | 'RULED'
  | 'BUDGET'
  | 'DEADLINE'
  | 'QUORUM_LOST'
  | 'CANCELLED'
  | 'ERROR';

/** What the decision comes from. BLIND: the blind answers, which the exchange did not overturn, or which alone there are. */
export type DecidedBy = 'VOTES' | 'BLIND' | 'JUDGE' | 'MODERATOR' | 'CHAMPION';

export interface TallyRow {
  readonly position: string;
  readonly voters: readonly string[];
  /** Sum of the voters' weights; for a tally by ranking the voters who put it first. */
  readonly weight: number;
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
  /** The option most named, every answer counting alike; null when no debater had one, or two lead and the rule breaks no ties. */
  readonly position: string | null;
  /** Share of the debaters whose blind answer was the leading one, 0 to 1. */
  readonly agreement: number;
  /** Lead over the next, as a share of the debaters, 0 to 1. */
  readonly margin: number;
  readonly isTied: boolean;
  /** The option that leads when answers count by measured reliability. */
  readonly weightedPosition: string | null;
  /** Tokens the blind answers took, read and written. */
  readonly tokens: number;
}

/** What the debate changed against the baseline. CORRECTED and SUBVERTED need the right answer. */
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

/** How often one debater could have followed the majority it was shown, and did. */
export interface Following {
  readonly participantId: string;
  /** Times its position was not the one that at least two peers, more than for any other, were seen to hold. */
  readonly opportunities: number;
  /** Times it then moved to that position. */
  readonly moves: number;
  /** Those of the moves for which it named no peer and no reason. */
  readonly unexplained: number;
}

/** How positions moved from the blind answers to the end. */
export interface Trajectory {
  readonly flips: number;
  readonly following: readonly Following[];
  /** Whether blind answers differed. */
  readonly isContested: boolean;
  /** Whether all held the same at the end although blind answers differed. */
  readonly isCollapsed: boolean;
  /** 1 − D(end) / D(blind) with D = 1 − Σ share²; null when all agreed at the start. */
  readonly diversityLoss: number | null;
}

export interface Verdict {
  readonly outcome: Outcome;
  /** The option or candidate decided on; null unless DECIDED. */
  readonly winner: string | null;
  /** The decision in words: the label of the option, or the answer of the moderator or judge; null unless DECIDED. */
  readonly answer: string | null;
  readonly decidedBy: DecidedBy;
  readonly rule: Consensus;
  /** Whether it was reached before the debate was over, because of a limit or of too few who could answer. */
  readonly isPartial: boolean;
  readonly tally: readonly TallyRow[];
  /** Whether options were level, so that weights, or else a hash of the options' ids, decided between them. */
  readonly isTied: boolean;
  readonly dissent: readonly Dissent[];
  readonly baseline: Baseline;
  readonly debateGain: DebateGain;
  readonly participation: Participation;
  /** Ranked: the smallest change of strength that changes the verdict comes first. */
  readonly cruxes: readonly Crux[];
  readonly trajectory: Trajectory;
  readonly spending: Spending;
  /** Whether a fallback made two debaters of different models answer with the same one. */
  readonly diversityLost: boolean;
  /** Whether the judge is of the family of a debater, because no other model was available. */
  readonly judgeConflict: boolean;
  /** US dollars; 0 for agents that make no calls. null when a price is not known. */
  readonly costUsd: number | null;
}
