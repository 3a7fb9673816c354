import { isModel, type Participant } from '../participant.ts';

/** How whoever ran a debate before gave it up. CRASHED: it died or lost the debate, and could record nothing any more. */
export type FormerRun = 'RELEASED' | 'CRASHED';

/** A debate taken up again. `at` is an ISO 8601 time. */
export interface Resumption {
  /** How often the debate has been taken up, this time included. */
  readonly attempt: number;
  readonly at: string;
  /**
   * Participants whose language models had been asked and whose answers were not stored when the run was cut off: at most
   * so many calls were in flight, and they are made again. Empty where the run was let go in order.
   */
  readonly cutOff: readonly string[];
}

/** The resumption of a debate in which these participants have not answered yet. */
export function resumptionOf(
  { awaited }: { readonly awaited: readonly Participant[] },
  at: Date,
  attempt: number,
  former: FormerRun,
): Resumption {
  const cutOff = former === 'CRASHED' ? awaited.filter(isModel).map(({ id }) => id) : [];
  return { attempt, at: at.toISOString(), cutOff };
}
