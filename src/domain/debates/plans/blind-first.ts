import { needsExchange } from '../protocols/gate.ts';
import { needsJudge } from '../protocols/judge.ts';
import { isSettled } from '../verdict/flip.ts';
import { afterJudge, type Course, grouping, type Plan, phase } from './plan.ts';

/** Blind answers and nothing else. */
export const vote: Plan = grouping((course) =>
  course.phase === null ? phase(course, 'PROPOSAL', 0, ['DEBATER']) : { end: 'MAX_ROUNDS' },
);

/**
 * Blind answers; where they differ too much, an exchange.
 *
 *   PROPOSAL 0 ─▶ (agreed) ─▶ end: NOT_NEEDED
 *        │ no
 *        ▼
 *   REVISION 1 ─▶ (settled or last round) ─▶ end        otherwise REVISION 2, …
 */
export const safe: Plan = grouping((course) => {
  const { phase: held, turns, protocol, blind } = course;
  if (held === null) return phase(course, 'PROPOSAL', 0, ['DEBATER']);
  if (held.round === 0) {
    const isNeeded = isSilent(blind) || needsExchange(blind, protocol);
    return isNeeded ? phase(course, 'REVISION', 1, ['DEBATER']) : { end: 'NOT_NEEDED' };
  }
  if (isSettled(turns, held.round)) return { end: 'CONVERGED' };
  if (held.round >= protocol.maxRounds) return { end: 'MAX_ROUNDS' };
  return phase(course, 'REVISION', held.round + 1, ['DEBATER']);
});

/** Blind answers; where they are close, a judge, asked twice: the second time with the candidates in reversed order. */
export const judge: Plan = grouping((course) => {
  const { phase: held, protocol, blind } = course;
  if (held === null) return phase(course, 'PROPOSAL', 0, ['DEBATER']);
  if (held.kind === 'JUDGEMENT')
    return held.round === 1 ? phase(course, 'JUDGEMENT', 2, ['JUDGE']) : afterJudge(course);
  if (isSilent(blind)) return { end: 'MAX_ROUNDS' };
  return needsJudge(blind, protocol) ? phase(course, 'JUDGEMENT', 1, ['JUDGE']) : { end: 'NOT_NEEDED' };
});

/** Whether no debater has a position: that is no agreement. */
function isSilent(blind: Course['blind']): boolean {
  return blind.every(({ position }) => position === null);
}
