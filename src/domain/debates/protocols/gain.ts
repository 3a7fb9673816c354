import type { DebateRecord } from '../verdict/debate-record.ts';
import type { DebateGain } from '../verdict/verdict.ts';
import { blindBallots } from './recorded.ts';
import { majorityOf } from './tally.ts';

/** Debates with ground truth from which on a gain is stated. */
export const MIN_FOR_GAIN = 100;

/** What debates changed against the plain majority of the blind answers. */
export interface PopulationGain {
  /** Debates whose right answer is known. */
  readonly n: number;
  readonly corrected: number;
  readonly subverted: number;
  /** (corrected − subverted) / n, −1 to 1; null below 100 debates. */
  readonly value: number | null;
  /** Its 95 % interval; null below 100 debates. */
  readonly interval: readonly [number, number] | null;
  /** Debates whose right answer is not known. */
  readonly withoutGroundTruth: number;
  /** All that can be said of those: their gain is not further from 0 than the share of changed verdicts. null: none. */
  readonly maxAbs: number | null;
}

/** What one debate changed; `groundTruth` is the right one, null when it is not known. From wrong to wrong changes nothing. */
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

/** The plain majority of the blind answers, as every debate keeps it. */
function baselineOf(record: DebateRecord): string | null {
  return majorityOf(blindBallots(record)).position;
}
