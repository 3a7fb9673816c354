import type { Protocol } from '../protocol.ts';
import { type Ballot, tallyOf } from './tally.ts';

/** The decision of a judge that answers twice, with the candidates in both orders. */
export interface Judged {
  readonly winner: string | null;
  /** Whether it contradicted itself or named no option, so that the leader of the vote stays. */
  readonly isTie: boolean;
}

/**
 * The candidate that the judge named both times. A judge that follows only the order contradicts itself; then the
 * leader of the vote wins, as it does when the judge did not answer twice.
 */
export function judgedWinner(first: string | null, second: string | null, leader: string | null): Judged {
  if (first !== null && first === second) return { winner: first, isTie: false };
  return { winner: leader, isTie: true };
}

/** Whether the blind answers are close enough to call a judge: a lead of at most one vote. Never when all agree. */
export function needsJudge(blind: readonly Ballot[], { debateAnyway }: Pick<Protocol, 'debateAnyway'>): boolean {
  const heads = countHeads(blind);
  const [first = 0, second = 0] = heads;
  if (heads.length < 2) return false;
  return debateAnyway || first - second <= 1;
}

/** Number of debaters for each option, in descending order; options without votes are left out. */
function countHeads(ballots: readonly Ballot[]): number[] {
  const options = [...new Set(ballots.flatMap(({ position }) => position ?? []))];
  const rows = tallyOf(ballots, options);
  return rows.map(({ voters }) => voters.length).sort((one, other) => other - one);
}
