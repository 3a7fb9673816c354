import type { DebateRecord } from '../verdict/debate-record.ts';
import { compareWithBaseline, zScore } from './paired-comparison.ts';
import { newestWithGroundTruth, type RecordWithGroundTruth, weightedBlindVote } from './recorded-ballots.ts';
import { tieOrder } from './tally.ts';

/** The agent that was right most often, compared with the weighted vote of its panels. */
export interface Champion {
  readonly agentId: string;
  /** Number of its debates with ground truth. */
  readonly n: number;
  readonly right: number;
  readonly corrected: number;
  readonly subverted: number;
  readonly z: number;
}

/** Minimum number of debates with ground truth of a champion. */
const MIN_FOR_CHAMPION = 100;
/** Minimum advantage over the weighted vote, in standard errors, with which a champion answers alone. */
export const CHAMPION_Z = 1.64;

/**
 * The best single agent: the agent with the greatest share of right blind answers among those with at least 100 of the
 * records with ground truth; null when there is none. Debates in which it did not answer count as wrong; debates in
 * which it had two seats are left out. It should answer alone only if `z` is above 1.64 (docs/protocols.md: champion).
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
    return { answer: seat.blind, baseline: weightedBlindVote(record), groundTruth: record.groundTruth };
  });
  const right = pairs.filter(({ answer, groundTruth }) => answer === groundTruth).length;
  const paired = compareWithBaseline(pairs);
  return { agentId, right, ...paired, z: zScore(paired) };
}
