import { expect, it } from 'vitest';
import { turnRequestOf } from '../../../../src/domain/debates/run/turn-request-of.ts';
import { aDebate, aDecision, anAnswer } from '../../../support/builders.ts';

const AT = new Date('2026-01-01T00:00:00.000Z');

/** The candidates of an open question when the agents answered in this order. */
function candidatesOf(...answering: readonly string[]) {
  const debate = aDebate({ decision: aDecision({ options: [], evidence: [] }), protocol: { mode: 'SAFE' } });
  debate.run(AT, 1);
  debate.enterNextPhase();
  for (const id of answering) {
    debate.answer(turnRequestOf(debate, id), anAnswer({ openAnswer: `Answer of ${id}` }), AT);
  }
  debate.groupAsTheyAre();
  return debate.candidates;
}

it('candidates have the same ids for any order of the answers', () => {
  const first = candidatesOf('ann', 'bob', 'cy');
  expect(first.map(({ text }) => text)).toEqual(['Answer of ann', 'Answer of bob', 'Answer of cy']);
  expect(candidatesOf('cy', 'ann', 'bob')).toEqual(first);
});
