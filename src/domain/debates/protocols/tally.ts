import { createHash } from 'node:crypto';
import type { TallyRow } from '../verdict/verdict.ts';

/** The vote of one debater as it is counted. */
export interface Ballot {
  readonly voter: string;
  /** Weight of the vote, above 0. */
  readonly weight: number;
  /** The option it names; null is an abstention, which no tally counts. */
  readonly position: string | null;
  /** Options, best first; only read for a tally by ranking. */
  readonly ranking?: readonly string[];
}

/** The leading option. */
export interface Leader {
  /** null when no option was named. */
  readonly position: string | null;
  /** Whether another option is level with it, so that only `tieOrder` made it the leader. */
  readonly isTied: boolean;
  /** Number of voters that named it. */
  readonly heads: number;
  /** The same number as a share of the voters that named an option, 0 to 1, regardless of weights. */
  readonly share: number;
  /** Lead over the next option in the counted quantity (weight, or heads), as a share of all votes, 0 to 1. */
  readonly margin: number;
}

interface Count {
  readonly position: string;
  readonly voters: readonly string[];
  readonly heads: number;
  /** Sum of the weights, and the greatest weight, in whole billionths. */
  readonly weight: number;
  readonly greatest: number;
}

/** The compared quantities, the decisive one first. */
type Keys = readonly ('weight' | 'heads' | 'greatest')[];

// Sums of whole numbers are exact: they do not depend on the order of the ballots, and equal sums are equal.
const BILLION = 1e9;

const NO_LEADER: Leader = { position: null, isTied: false, heads: 0, share: 0, margin: 0 };

/** The named options, the greatest weight first, ties by `tieOrder`; voters in the order of the ballots. */
export function tallyOf(ballots: readonly Ballot[], options: readonly string[]): TallyRow[] {
  return countsOf(ballots)
    .filter(({ position }) => options.includes(position))
    .sort(by(['weight']))
    .map(({ position, voters, weight }) => ({ position, voters, weight: weight / BILLION }));
}

/**
 * The option with the greatest weight. If several are level, the one with more debaters; then the one with the greatest
 * single weight; then the first by `tieOrder`. Neither the order of ballots nor that of options matters.
 */
export function leaderOf(ballots: readonly Ballot[]): Leader {
  return first(countsOf(ballots), ['weight', 'heads', 'greatest']);
}

/**
 * The option that most debaters named, without weights; if several are level, their weights decide, then the rules of
 * `leaderOf`.
 */
export function majorityOf(ballots: readonly Ballot[]): Leader {
  return first(countsOf(ballots), ['heads', 'weight', 'greatest']);
}

/** Orders options that are level by the SHA-256 of their ids, which favours neither early letters nor early options. */
export function tieOrder(one: string, other: string): number {
  if (one === other) return 0;
  return digestOf(one) < digestOf(other) ? -1 : 1;
}

function first(counts: Count[], keys: Keys): Leader {
  const [leader, next] = counts.sort(by(keys));
  const [key] = keys;
  if (!leader || !key) return NO_LEADER;
  const { position, heads } = leader;
  const answered = counts.reduce((sum, count) => sum + count.heads, 0);
  const cast = counts.reduce((sum, count) => sum + count[key], 0);
  const margin = cast > 0 ? (leader[key] - (next?.[key] ?? 0)) / cast : 0;
  return { position, isTied: leader[key] === next?.[key], heads, share: heads / answered, margin };
}

function by(keys: Keys): (one: Count, other: Count) => number {
  return (one, other) => {
    for (const key of keys) if (one[key] !== other[key]) return other[key] - one[key];
    return tieOrder(one.position, other.position);
  };
}

function countsOf(ballots: readonly Ballot[]): Count[] {
  const positions = [...new Set(ballots.flatMap(({ position }) => position ?? []))];
  return positions.map((position) => {
    const holders = ballots.filter((ballot) => ballot.position === position);
    const weights = holders.map(({ weight }) => Math.round(weight * BILLION));
    return {
      position,
      voters: holders.map(({ voter }) => voter),
      heads: holders.length,
      weight: weights.reduce((sum, weight) => sum + weight, 0),
      greatest: Math.max(...weights),
    };
  });
}

function digestOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}
