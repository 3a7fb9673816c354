import { createHash } from 'node:crypto';
import type { TallyRow } from '../verdict/verdict.ts';

/** What one debater answers, as it is counted. */
export interface Ballot {
  readonly voter: string;
  /** How much it counts, above 0. */
  readonly weight: number;
  /** The option it names; null: none. Such a ballot counts nowhere, not even in the number of those who answered. */
  readonly position: string | null;
  /** Options, the best first; read only where the tally is by ranking. */
  readonly ranking?: readonly string[];
}

/** The option that leads. */
export interface Leader {
  /** null when no option was named. */
  readonly position: string | null;
  /** Whether another option is level with it, so that only the order of ties made it the leader. */
  readonly isTied: boolean;
  /** How many named it. */
  readonly heads: number;
  /** Those as a share of the voters that named an option, 0 to 1, whatever they weigh. */
  readonly share: number;
  /** Lead over the next in what is counted (weight, or heads), as a share of all that was cast, 0 to 1. */
  readonly margin: number;
}

interface Count {
  readonly position: string;
  readonly voters: readonly string[];
  readonly heads: number;
  /** Sum of weights, and the greatest one, in whole billionths. */
  readonly weight: number;
  readonly greatest: number;
}

/** What is compared, the most telling first. */
type Keys = readonly ('weight' | 'heads' | 'greatest')[];

// Sums of whole numbers are exact: they do not depend on the order of the ballots, and equal sums are equal.
const BILLION = 1e9;

const NOBODY: Leader = { position: null, isTied: false, heads: 0, share: 0, margin: 0 };

/** The named options, the greatest weight first, ties by `tieOrder`; voters in the order of the ballots. */
export function tallyOf(ballots: readonly Ballot[], options: readonly string[]): TallyRow[] {
  return countsOf(ballots)
    .filter(({ position }) => options.includes(position))
    .sort(by(['weight']))
    .map(({ position, voters, weight }) => ({ position, voters, weight: weight / BILLION }));
}

/**
 * The option with the greatest weight. Where several are level, the one more debaters named; then the one that the single
 * weightiest debater named; then the first by `tieOrder`. Neither the order of ballots nor that of options matters.
 */
export function leaderOf(ballots: readonly Ballot[]): Leader {
  return first(countsOf(ballots), ['weight', 'heads', 'greatest']);
}

/** The option most debaters named, all counting alike; where several are level their weights decide, then as `leaderOf`. */
export function majorityOf(ballots: readonly Ballot[]): Leader {
  return first(countsOf(ballots), ['heads', 'weight', 'greatest']);
}

/** Sorts options that are level: by the SHA-256 of their ids, which favours neither early letters nor early options. */
export function tieOrder(one: string, other: string): number {
  if (one === other) return 0;
  return digestOf(one) < digestOf(other) ? -1 : 1;
}

function first(counts: Count[], keys: Keys): Leader {
  const [leader, next] = counts.sort(by(keys));
  const [key] = keys;
  if (!leader || !key) return NOBODY;
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
