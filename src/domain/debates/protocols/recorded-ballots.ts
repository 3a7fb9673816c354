import type { DebateRecord, RecordedDebater } from '../verdict/debate-record.ts';
import { type Ballot, leaderOf } from './tally.ts';

/** A debate record with ground truth. */
export type RecordWithGroundTruth = DebateRecord & { readonly groundTruth: string };

/** The newest records with ground truth, at most `window`. */
export function newestWithGroundTruth(
  records: readonly DebateRecord[],
  window: number,
): readonly RecordWithGroundTruth[] {
  return records.filter((record): record is RecordWithGroundTruth => record.groundTruth !== null).slice(-window);
}

export function blindBallots({ debaters }: Pick<DebateRecord, 'debaters'>): Ballot[] {
  return debaters.map((debater) => ballotOf(debater, debater.blind));
}

export function finalBallots({ debaters }: Pick<DebateRecord, 'debaters'>): Ballot[] {
  return debaters.map((debater) => ballotOf(debater, debater.final));
}

/** The decision of the weighted vote over the blind answers. */
export function weightedBlindVote(record: Pick<DebateRecord, 'debaters'>): string | null {
  return leaderOf(blindBallots(record)).position;
}

function ballotOf({ participantId, weight }: RecordedDebater, position: string | null): Ballot {
  return { voter: participantId, weight, position };
}
