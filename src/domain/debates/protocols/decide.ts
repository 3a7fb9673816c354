import { meets, type Protocol } from '../protocol.ts';
import type { TallyRow } from '../verdict/verdict.ts';
import { rankingOf, schulzeOrder } from './ranking.ts';
import { type Ballot, leaderOf, tallyOf } from './tally.ts';

/** The votes and settings that a debate is decided from. */
export interface Deciding {
  readonly blind: readonly Ballot[];
  /**
   * The answers after the exchange; null when there was none. A debater without a ballot here keeps its blind answer.
   */
  readonly final: readonly Ballot[] | null;
  readonly options: readonly string[];
  readonly protocol: Pick<Protocol, 'consensus' | 'tally' | 'overturnShare' | 'isAnchored'>;
}

export interface Decided {
  /** null when no option was named, or the leader does not meet the rule. */
  readonly winner: string | null;
  /** The counted answers: only the blind ones, or also those after the exchange. */
  readonly decidedBy: 'VOTES' | 'BLIND';
  readonly isTied: boolean;
  readonly tally: TallyRow[];
}

type Lead = Pick<Decided, 'isTied'> & { readonly position: string | null; readonly heads: number };

/**
 * The decision of a vote (docs/protocols.md: how a verdict comes about).
 *
 * The blind answers decide by weight. After an exchange the final answers decide instead if their leader is the blind
 * leader and has lost no votes, or if their leader has at least ⌈overturnShare·n⌉ debaters, where n is the number of
 * debaters that answered before or after. With `overturnShare` 0 they always decide. In an anchored protocol, blind and
 * final answers count half each instead.
 *
 * The leader must then meet the consensus rule, by heads. A tally by ranking finds the leader by Schulze's method; its
 * heads are the debaters that rank it first.
 */
export function decide({ blind, final, options, protocol }: Deciding): Decided {
  const before = choices(blind, options, protocol);
  const lead = (ballots: readonly Ballot[]) => leadOf(ballots, options, protocol);
  const result = (voted: readonly Ballot[], counted: readonly Ballot[], decidedBy: Decided['decidedBy']): Decided => {
    const { position, isTied } = lead(counted);
    const tally = tallyOf(counted, options).map((row) => ({ ...row, voters: votersFor(voted, row.position) }));
    const cast = voted.filter((ballot) => ballot.position !== null).length;
    const isMet = position !== null && meets(protocol.consensus, votersFor(voted, position).length, cast);
    return { winner: isMet ? position : null, decidedBy, isTied, tally };
  };
  if (final === null) return result(before, before, 'BLIND');
  const after = withSilent(before, choices(final, options, protocol));
  if (protocol.isAnchored) return result(after, [...halved(before), ...halved(after)], 'VOTES');
  const counts = prevails(lead(before), lead(after), Math.ceil(protocol.overturnShare * answered(before, after)));
  return counts ? result(after, after, 'VOTES') : result(before, before, 'BLIND');
}

/** Whether the final answers count: they strengthen the blind result, or overturn it with enough votes. */
function prevails(blind: Lead, final: Lead, needed: number): boolean {
  if (final.position === blind.position && final.heads >= blind.heads) return true;
  return final.position !== null && final.heads >= needed;
}

function leadOf(ballots: readonly Ballot[], options: readonly string[], { tally }: Pick<Protocol, 'tally'>): Lead {
  if (tally === 'CHOICE') return leaderOf(ballots);
  if (ballots.every((ballot) => ballot.position === null)) return { position: null, isTied: false, heads: 0 };
  const { order, isTied } = schulzeOrder(ballots, options);
  const position = order[0] ?? null;
  return { position, isTied, heads: position === null ? 0 : votersFor(ballots, position).length };
}

/** The ballots, with the first option of each ranking as the position. */
function choices(
  ballots: readonly Ballot[],
  options: readonly string[],
  { tally }: Pick<Protocol, 'tally'>,
): readonly Ballot[] {
  if (tally === 'CHOICE') return ballots;
  return ballots.map((ballot) => ({ ...ballot, position: rankingOf(ballot, options)[0] ?? null }));
}

/**
 * The positions after the exchange, in the order of the blind answers; debaters without a final answer keep their blind
 * one.
 */
function withSilent(before: readonly Ballot[], after: readonly Ballot[]): readonly Ballot[] {
  const held = before.map((ballot) => after.find(({ voter }) => voter === ballot.voter) ?? ballot);
  return [...held, ...after.filter(({ voter }) => !before.some((ballot) => ballot.voter === voter))];
}

function answered(...rounds: readonly (readonly Ballot[])[]): number {
  return new Set(rounds.flat().flatMap(({ voter, position }) => (position === null ? [] : voter))).size;
}

function halved(ballots: readonly Ballot[]): Ballot[] {
  return ballots.map((ballot) => ({ ...ballot, weight: ballot.weight / 2 }));
}

function votersFor(ballots: readonly Ballot[], option: string): string[] {
  return ballots.filter(({ position }) => position === option).map(({ voter }) => voter);
}
