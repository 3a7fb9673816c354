import { afterJudge, type Plan, phase } from './plan.ts';

/**
 * Two sides in turn, a moderator after each round who may end it, a judge at the end if not: the protocol of Liang et al.
 * (Encouraging Divergent Thinking in Large Language Models through Multi-Agent Debate, 2023).
 *
 *   PROPOSAL 0 ─▶ ARGUMENT 1 ─▶ REPLY 1 ─▶ MODERATION 1 ─▶ (preference) ─▶ end
 *                     ▲                          │ none, rounds left
 *                     └─────── round + 1 ◀───────┤ none, last round
 *                                                ▼
 *                              JUDGEMENT 1 (candidates) ─▶ JUDGEMENT 2 (decision) ─▶ end
 */
export const moderated: Plan = (course) => {
  const { phase: held, turns, protocol } = course;
  if (held === null) return phase(course, 'PROPOSAL', 0, ['AFFIRMATIVE']);
  switch (held.kind) {
    case 'PROPOSAL':
      return phase(course, 'ARGUMENT', 1, ['AFFIRMATIVE']);
    case 'ARGUMENT':
      return phase(course, 'REPLY', held.round, ['NEGATIVE']);
    case 'REPLY':
      return phase(course, 'MODERATION', held.round, ['MODERATOR']);
    case 'MODERATION':
      if (turns.some(({ kind, round, ruling }) => kind === 'MODERATION' && round === held.round && ruling?.isFinal)) {
        return { end: 'RULED' };
      }
      return held.round < protocol.maxRounds
        ? phase(course, 'ARGUMENT', held.round + 1, ['AFFIRMATIVE'])
        : phase(course, 'JUDGEMENT', 1, ['JUDGE']);
    default:
      return held.round === 1 ? phase(course, 'JUDGEMENT', 2, ['JUDGE']) : afterJudge(course);
  }
};
