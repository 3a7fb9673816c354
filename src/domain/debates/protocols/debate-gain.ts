import type { DebateRecord } from '../verdict/debate-record.ts';
import type { DebateGain } from '../verdict/verdict.ts';
import { blindBallots } from './recorded-ballots.ts';
import { majorityOf } from './tally.ts';

/** Minimum number of debates with ground truth for a gain. */
const MIN_FOR_GAIN = 100;

/** The changes by debates against the plain majority of the blind answers. */
export interface PopulationGain {
  /** Number of debates with ground truth. */
  readonly n: number;
  readonly corrected: number;
  readonly subverted: number;
  /** (corrected − subverted) / n, −1 to 1; null below 100 debates. */
  readonly value: number | null;
  /** Its 95 % interval; null below 100 debates. */
  readonly interval: readonly [number, number] | null;
  /** Number of debates without ground truth. */
  readonly withoutGroundTruth: number;
  /**
   * The only bound for debates without ground truth: their gain is at most the share of changed verdicts, in either
   * direction. null when there are none.
   */
  readonly maxAbs: number | null;
}

/**
 * The change by one debate; `groundTruth` is null when it is not known. A change from one wrong answer to another
 * counts as unchanged.
 */
export function gainOf(baseline: string | null, winner: string | null, groundTruth: string | null): DebateGain {
  if (baseline === winner) return 'UNCHANGED';
  if (groundTruth === null) return 'UNKNOWN';
  if (winner === groundTruth) return 'CORRECTED';
  return baseline === groundTruth ? 'SUBVERTED' : 'UNCHANGED';
}

/**
 * The gain over many debates (docs/protocols.md: what is measured): g = (corrected − subverted) / n with the interval
 * g ± 1.96·√((d − g²) / n), d = (corrected + subverted) / n.
 */
export function populationGain(records: readonly DebateRecord[]): PopulationGain {
  const withGroundTruth = records.filter(({ groundTruth }) => groundTruth !== null);
  const gains = withGroundTruth.map((record) => gainOf(baselineOf(record), record.winner, record.groundTruth));
  const corrected = gains.filter((gain) => gain === 'CORRECTED').length;
  const subverted = gains.filter((gain) => gain === 'SUBVERTED').length;
  const others = records.filter(({ groundTruth: answer }) => answer === null);
  const changed = others.filter((record) => baselineOf(record) !== record.winner).length;
  const bound = { withoutGroundTruth: others.length, maxAbs: others.length > 0 ? changed / others.length : null };
  const n = withGroundTruth.length;
  if (n < MIN_FOR_GAIN) return { n, corrected, subverted, value: null, interval: null, ...bound };
  const value = (corrected - subverted) / n;
  const half = 1.96 * Math.sqrt(((corrected + subverted) / n - value ** 2) / n);
  return { n, corrected, subverted, value, interval: [value - half, value + half], ...bound };
}

/** The plain majority of the blind answers, the baseline that every debate stores. */
function baselineOf(record: DebateRecord): string | null {
  return majorityOf(blindBallots(record)).position;
}
