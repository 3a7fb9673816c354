import { userError } from '../../shared/errors.ts';
import type { Debate } from '../debate.ts';

/** Recorded where none of the options turned out right; no id can be this. */
export const NO_OPTION_RIGHT = '-';

/** Returns the ground truth to record: an option or candidate, or null for none of them. Throws a `UserError` when it is none. */
export function checkGroundTruth(debate: Debate, groundTruth: string | null): string {
  if (!debate.isEnded) throw userError('CONFLICT', `${debate.id} has not ended yet.`, ['debateId']);
  if (debate.verdict === null) throw userError('CONFLICT', `${debate.id} ended without a verdict.`, ['debateId']);
  if (groundTruth === null) return NO_OPTION_RIGHT;
  const ids = debate.argued([]).options.map(({ id }) => id);
  if (ids.includes(groundTruth)) return groundTruth;
  throw userError('INVALID_INPUT', `groundTruth: ${groundTruth} is not among the options (${ids.join(', ')}).`, [
    'groundTruth',
  ]);
}
