import { type Problem, Refusal } from '../shared/errors.ts';

/** How many of the votes an option needs: more than half, two thirds, or all. */
export type Consensus = 'MAJORITY' | 'SUPERMAJORITY' | 'UNANIMOUS';

export interface Protocol {
  readonly consensus: Consensus;
  /** Most rounds of critique and revision, 1 to 12; the debate stops earlier when nothing moves any more. */
  readonly maxRounds: number;
  /** Least time between two turns, in milliseconds, 0 to 60,000. */
  readonly paceMs: number;
}

/** Few rounds: more discussion before the vote has been found to make decisions worse, not better. */
export const DEFAULT_PROTOCOL: Protocol = { consensus: 'MAJORITY', maxRounds: 3, paceMs: 0 };

/** The protocol with defaults for what is left out. Throws a `Refusal` that names every number out of range. */
export function checkProtocol(wanted: Partial<Protocol>): Protocol {
  const { consensus, maxRounds, paceMs } = DEFAULT_PROTOCOL;
  const protocol = {
    consensus: wanted.consensus ?? consensus,
    maxRounds: wanted.maxRounds ?? maxRounds,
    paceMs: wanted.paceMs ?? paceMs,
  };
  const problems = [...range('maxRounds', protocol.maxRounds, 1, 12), ...range('paceMs', protocol.paceMs, 0, 60_000)];
  if (problems.length > 0) throw new Refusal(problems);
  return protocol;
}

function range(field: string, value: number, least: number, most: number): Problem[] {
  if (Number.isInteger(value) && value >= least && value <= most) return [];
  const message = `${field}: write a whole number from ${least} to ${most} instead of ${value}.`;
  return [{ code: 'INVALID_INPUT', field: [field], message }];
}

/** Whether so many of the votes cast meet the rule; whole numbers, so that two thirds are exactly two thirds. */
export function meets(rule: Consensus, votes: number, cast: number): boolean {
  if (cast === 0) return false;
  if (rule === 'UNANIMOUS') return votes === cast;
  return rule === 'SUPERMAJORITY' ? votes * 3 >= cast * 2 : votes * 2 > cast;
}
