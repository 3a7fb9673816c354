import type { Protocol } from '../protocol.ts';
import { type Ballot, tallyOf } from './tally.ts';

/** What a judge decided that was asked twice, with the candidates in both orders. */
export interface Judged {
  readonly winner: string | null;
  /** Whether it contradicted itself or named no option, so that the leader of the vote stays. */
  readonly isTie: boolean;
}

/**
 * What a judge's two answers decide: the candidate it named both times. One that goes by the order alone contradicts itself,
 * and then the leader of the vote wins; so does it when the judge did not answer twice.
 */
export function judgedWinner(first: string | null, second: string | null, leader: string | null): Judged {
  if (first !== null && first === second) return { winner: first, isTie: false };
  return { winner: leader, isTie: true };
}

/** Whether the blind answers are so close that a judge is asked: a lead of one vote at most. Never when all agree. */
export function needsJudge(blind: readonly Ballot[], { debateAnyway }: Pick<Protocol, 'debateAnyway'>): boolean {
  const heads = countHeads(blind);
  const [first = 0, second = 0] = heads;
  if (heads.length < 2) return false;
  return debateAnyway || first - second <= 1;
}

/** How many debaters named each option, the most first; options without votes are left out. */
function countHeads(ballots: readonly Ballot[]): number[] {
  const options = [...new Set(ballots.flatMap(({ position }) => position ?? []))];
  const rows = tallyOf(ballots, options);
  return rows.map(({ voters }) => voters.length).sort((one, other) => other - one);
}
