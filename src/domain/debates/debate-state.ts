import type { Interjection } from './run/interjection.ts';
import type { Phase } from './run/phase.ts';
import type { Resumption } from './run/resumption.ts';
import type { Abandoned, Candidate, Failure, Turn } from './turn.ts';
import type { Outcome, StopReason, Verdict } from './verdict/verdict.ts';

export type DebateStatus = 'PENDING' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';
export type EndedStatus = Exclude<DebateStatus, 'PENDING' | 'RUNNING'>;

/**
 * Everything about a debate that changes. Only `apply` makes a new state; a state and its arrays are replaced, never
 * changed in place.
 */
export interface DebateState {
  /** Number of events applied: the place of the last one in the debate's stream. */
  readonly seq: number;
  /** Of a fork: place of the last event it shares with its origin. Otherwise 0. */
  readonly sharedSeq: number;
  readonly status: DebateStatus;
  /** Set once the debate has ended, as are `stopReason` and `endedAt`. */
  readonly outcome: Outcome | null;
  readonly stopReason: StopReason | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly phase: Phase | null;
  readonly turns: readonly Turn[];
  readonly failures: readonly Failure[];
  readonly candidates: readonly Candidate[];
  readonly interjections: readonly Interjection[];
  readonly abandoned: readonly Abandoned[];
  readonly verdict: Verdict | null;
  readonly resumptions: readonly Resumption[];
  /** How many of these a fork shares with its origin, which paid for them. */
  readonly inherited: { readonly turns: number; readonly failures: number; readonly abandoned: number };
}

/** The state before the first event. */
export const NEW_DEBATE: DebateState = {
  seq: 0,
  sharedSeq: 0,
  status: 'PENDING',
  outcome: null,
  stopReason: null,
  startedAt: null,
  endedAt: null,
  phase: null,
  turns: [],
  failures: [],
  candidates: [],
  interjections: [],
  abandoned: [],
  verdict: null,
  resumptions: [],
  inherited: { turns: 0, failures: 0, abandoned: 0 },
};
