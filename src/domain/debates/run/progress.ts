import type { Abandoned, Candidate, Failure, Interjection, Turn } from '../turn.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Phase } from './phase.ts';
import type { Resumption } from './resumption.ts';

/** What changes while a debate runs, apart from its status and its times. */
export interface Progress {
  readonly phase: Phase | null;
  readonly turns: readonly Turn[];
  readonly failures: readonly Failure[];
  readonly candidates: readonly Candidate[];
  readonly interjections: readonly Interjection[];
  readonly abandoned: readonly Abandoned[];
  readonly verdict: Verdict | null;
  readonly resumptions: readonly Resumption[];
  /** How many of these are a fork's origin's: it did not pay for them. */
  readonly inherited: { readonly turns: number; readonly failures: number; readonly abandoned: number };
}

export const NO_PROGRESS: Progress = {
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
