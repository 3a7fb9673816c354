import type { Outcome } from '../debates/verdict/verdict.ts';

/** What is counted of a debate: its start, or its end with an outcome. */
export type DebateMoment = 'STARTED' | Outcome;

/** How many debates started, and how many ended with each outcome. */
export type DebateUsage = Readonly<Record<DebateMoment, number>>;

export const NO_DEBATES: DebateUsage = { STARTED: 0, DECIDED: 0, NO_CONSENSUS: 0, UNDECIDED: 0, ABORTED: 0 };

export function plus(usage: DebateUsage, moment: DebateMoment, debates: number): DebateUsage {
  return { ...usage, [moment]: usage[moment] + debates };
}
