import { expect, it } from 'vitest';
import { turnRequestOf } from '../../../../src/domain/debates/run/turn-request-of.ts';
import { aDebate, anAnswer } from '../../../support/builders.ts';

/** A debate in whose blind round every agent stated an argument. The agents answered in this order. */
function answeredBy(order: readonly string[]) {
  const debate = aDebate();
  debate.enterNextPhase();
  for (const id of order) {
    const argument = {
      option: 'x',
      stance: 'for',
      criterion: 'cost',
      strength: 0.6,
      source: null,
      text: 'So.',
    } as const;
    debate.answer(turnRequestOf(debate, id), anAnswer({ position: 'x', stated: [argument] }), new Date(0));
  }
  return debate;
}

it('stated arguments are in the order of the agents, not in the order of the answers', () => {
  const inTurn = answeredBy(['ann', 'bob', 'cy']).argued();
  expect(inTurn.evidence.map(({ id }) => id)).toEqual(['e1', 'ann-p0-1', 'bob-p0-1', 'cy-p0-1']);
  expect(answeredBy(['cy', 'ann', 'bob']).argued()).toEqual(inTurn);
});
