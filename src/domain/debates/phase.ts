import type { TurnKind } from './turn.ts';

/**
 * Where a debate stands. All who are asked in a phase are asked at once; nobody hears what is said in it before it ends.
 *
 *   PROPOSAL 0 ─▶ CRITIQUE 1 ─▶ REVISION 1 ─▶ (settled or last round) ─▶ VOTE
 *                     ▲              │ no
 *                     └── round + 1 ◀┘
 */
export interface Phase {
  readonly kind: TurnKind;
  /** 0 for proposals, then 1, 2, …; the vote carries the last round. */
  readonly round: number;
}

export const FIRST_PHASE: Phase = { kind: 'PROPOSAL', round: 0 };

/** The phase after this one; undefined after the vote. `isOver` says whether another round is of no use. */
export function phaseAfter(phase: Phase, isOver: boolean): Phase | undefined {
  if (phase.kind === 'VOTE') return undefined;
  if (phase.kind === 'CRITIQUE') return { kind: 'REVISION', round: phase.round };
  if (phase.kind === 'REVISION' && isOver) return { kind: 'VOTE', round: phase.round };
  return { kind: 'CRITIQUE', round: phase.round + 1 };
}

export function isSamePhase(one: Phase, other: Phase): boolean {
  return one.kind === other.kind && one.round === other.round;
}

/** Orders phases by time. */
export function rank({ kind, round }: Phase): number {
  return { PROPOSAL: 0, CRITIQUE: 1, REVISION: 2, VOTE: 3 }[kind] + round * 3;
}
