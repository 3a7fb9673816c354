import type { TurnKind } from '../turn.ts';

/**
 * Where a debate stands. All who are asked in a phase are asked at once; nobody hears what is said in it before it ends.
 * Which phase follows which is the plan's to say (`plans/`).
 */
export interface Phase {
  readonly kind: TurnKind;
  /** As in `Turn`. */
  readonly round: number;
  /** Ids of the participants that are asked. */
  readonly speakers: readonly string[];
}

/** What names a phase within its debate. */
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

/** Orders phases by time. A judge comes after all rounds; its own count from 1. */
export function rank({ kind, round }: PhaseRef): number {
  const time = kind === 'JUDGEMENT' ? AFTER_ALL_ROUNDS + round : round;
  return ORDER.indexOf(kind) + time * ORDER.length;
}
