import { isModel, type Participant } from '../participant.ts';

/** How the former run ended. RELEASED: it stopped in order. CRASHED: its process died or lost the lease, and recorded nothing. */
export type FormerRun = 'RELEASED' | 'CRASHED';

/** The start of another run of the same debate. `at` is an ISO 8601 time. */
export interface Resumption {
  /** Number of runs of the debate, this one included. */
  readonly attempt: number;
  readonly at: string;
  /**
   * Participants whose calls of language models may have been in flight when the former run crashed; these calls are made
   * again. Empty when the former run stopped in order.
   */
  readonly cutOff: readonly string[];
}

/** The resumption of a debate in which these participants still have to answer. */
export function resumptionOf(
  { awaited }: { readonly awaited: readonly Participant[] },
  at: Date,
  attempt: number,
  former: FormerRun,
): Resumption {
  const cutOff = former === 'CRASHED' ? awaited.filter(isModel).map(({ id }) => id) : [];
  return { attempt, at: at.toISOString(), cutOff };
}
