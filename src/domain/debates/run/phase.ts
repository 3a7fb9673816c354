import type { TurnKind } from '../turn.ts';

/**
 * One phase of a debate. All its speakers are asked at once, and no speaker sees a turn of the phase before it ends. The
 * plan decides which phase follows (`plans/`).
 */
export interface Phase {
  readonly kind: TurnKind;
  /** As in `Turn`. */
  readonly round: number;
  /** Ids of the participants that are asked. */
  readonly speakers: readonly string[];
}

/** Identifies a phase within its debate. */
export type PhaseRef = Pick<Phase, 'kind' | 'round'>;

export function isSamePhase(one: PhaseRef, other: PhaseRef): boolean {
  return one.kind === other.kind && one.round === other.round;
}

/** The order of the phases of one round. */
const ORDER: readonly TurnKind[] = [
  'PROPOSAL',
  'CRITIQUE',
  'ARGUMENT',
  'REPLY',
  'REVISION',
  'GROUPING',
  'MODERATION',
  'VOTE',
  'JUDGEMENT',
];

const AFTER_ALL_ROUNDS = 1_000;

/** Orders phases by time. Judgements come after all rounds; their rounds count from 1. */
export function rank({ kind, round }: PhaseRef): number {
  const time = kind === 'JUDGEMENT' ? AFTER_ALL_ROUNDS + round : round;
  return ORDER.indexOf(kind) + time * ORDER.length;
}
