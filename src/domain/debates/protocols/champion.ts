import type { DebateRecord } from '../verdict/debate-record.ts';
import { compare, zOf } from './paired.ts';
import { newestWithGroundTruth, type RecordWithGroundTruth, weightedVote } from './recorded.ts';
import { tieOrder } from './tally.ts';

/** The agent that was right most often, compared with the weighted vote of the panels it sat on. */
export interface Champion {
  readonly agentId: string;
  /** Debates with ground truth it sat on. */
  readonly n: number;
  readonly right: number;
  readonly corrected: number;
  readonly subverted: number;
  readonly z: number;
}

/** Debates with ground truth an agent must have sat on. */
export const MIN_FOR_CHAMPION = 100;
/** How far above the weighted vote, in standard errors, it has to be to answer alone. */
export const CHAMPION_Z = 1.64;

/**
 * The best single agent: the one with the greatest share of right blind answers among those that sat on at least 100 of the
 * records with ground truth; null when none did. Debates in which it did not answer count as wrong; those where it held two seats are
 * left out. It should answer alone only where `z` is above 1.64 (docs/protocols.md: champion).
 */
export function bestAgent(records: readonly DebateRecord[], window = Number.POSITIVE_INFINITY): Champion | null {
  const withGroundTruth = newestWithGroundTruth(records, window);
  const agents = new Set(withGroundTruth.flatMap(({ debaters }) => debaters.map(({ agentId }) => agentId)));
  const [best] = [...agents]
    .map((agentId) => measure(agentId, withGroundTruth))
    .filter(({ n }) => n >= MIN_FOR_CHAMPION)
    .sort((one, other) => other.right / other.n - one.right / one.n || tieOrder(one.agentId, other.agentId));
  return best ?? null;
}

function measure(agentId: string, records: readonly RecordWithGroundTruth[]): Champion {
  const pairs = records.flatMap((record) => {
    const [seat, ...more] = record.debaters.filter((debater) => debater.agentId === agentId);
    if (!seat || more.length > 0) return [];
    return { one: seat.blind, baseline: weightedVote(record), groundTruth: record.groundTruth };
  });
  const right = pairs.filter(({ one, groundTruth }) => one === groundTruth).length;
  const paired = compare(pairs);
  return { agentId, right, ...paired, z: zOf(paired) };
}
