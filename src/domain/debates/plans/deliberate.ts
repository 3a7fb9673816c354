import { isSettled } from '../verdict/flip.ts';
import { grouping, type Plan, phase } from './plan.ts';

/**
 * Rounds of critique and revision, at least one, then a vote.
 *
 *   PROPOSAL 0 ─▶ CRITIQUE 1 ─▶ REVISION 1 ─▶ (settled or last round) ─▶ VOTE
 *                     ▲              │ no
 *                     └── round + 1 ◀┘
 */
export const deliberate: Plan = grouping((course) => {
  const { phase: held, turns, protocol } = course;
  if (held === null) return phase(course, 'PROPOSAL', 0, ['DEBATER']);
  const isRevised = held.kind === 'REVISION' || (held.kind === 'GROUPING' && held.round > 0);
  if (held.kind === 'VOTE') return { end: isSettled(turns, held.round) ? 'CONVERGED' : 'MAX_ROUNDS' };
  if (held.kind === 'CRITIQUE') return phase(course, 'REVISION', held.round, ['DEBATER']);
  const isOver = isRevised && (held.round >= protocol.maxRounds || isSettled(turns, held.round));
  if (isOver) return phase(course, 'VOTE', held.round, ['DEBATER']);
  return phase(course, 'CRITIQUE', held.round + 1, ['DEBATER']);
});
