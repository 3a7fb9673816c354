import { refuse } from '../../shared/errors.ts';
import type { Debate } from '../debate.ts';

/** Recorded where none of the options turned out right; no id can be this. */
export const NONE_RIGHT = '-';

/** What to record as right: an option or candidate, or null for none of them. Throws a `Refusal` when that makes no sense. */
export function checkRightAnswer(debate: Debate, answer: string | null): string {
  if (!debate.isEnded) throw refuse('CONFLICT', `${debate.id} has not ended yet.`, ['debateId']);
  if (debate.verdict === null) throw refuse('CONFLICT', `${debate.id} ended without a verdict.`, ['debateId']);
  if (answer === null) return NONE_RIGHT;
  const ids = debate.argued([]).options.map(({ id }) => id);
  if (ids.includes(answer)) return answer;
  throw refuse('INVALID_INPUT', `answer: ${answer} is not among the options (${ids.join(', ')}).`, ['answer']);
}
