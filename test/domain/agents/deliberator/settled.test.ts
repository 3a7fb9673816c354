import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliberate } from '../../../../src/domain/agents/deliberator/deliberator.ts';
import type { Debate } from '../../../../src/domain/debates/debate.ts';
import type { Decision } from '../../../../src/domain/debates/decision.ts';
import { turnRequestOf } from '../../../../src/domain/debates/run/turn-request-of.ts';
import { positionOf } from '../../../../src/domain/debates/verdict/positions.ts';
import { reachVerdict } from '../../../../src/domain/debates/verdict/reach-verdict.ts';
import { aDebate } from '../../../support/builders.ts';
import { anyDecision } from './any-decision.ts';
import { aDecision, agent, piece } from './builders.ts';

/** Evidence that Ann states at the end of a round would change another agent, which learns of it only in the vote. */
const TOLD_LATE = aDecision(
  [
    piece('e0', ['files', 'for'], 0.7),
    piece('e1', ['postgres', 'for'], 0.7),
    piece('e2', ['postgres', 'against'], 0.7),
    piece('e3', ['files', 'against'], 0.5, { supports: ['e0'] }),
  ],
  [
    agent('ann', { weights: { speed: 0.5 }, stubbornness: 0.5, startsWith: ['e0', 'e1', 'e3'] }),
    agent('ben', { weights: { speed: 0.7 }, stubbornness: 0.5, startsWith: [] }),
    agent('cat', { weights: { speed: 0 }, stubbornness: 0.5, startsWith: [] }),
  ],
  { options: ['sqlite', 'postgres', 'files'].map((id) => ({ id, label: id.toUpperCase() })) },
);

const AT = new Date('2026-01-01T00:00:00.000Z');

/** Runs the debate of the deliberators over the decision, from its first phase to its end. */
function held(decision: Decision): Debate {
  const debate = aDebate({ decision, protocol: { maxRounds: 12 } });
  debate.run(AT, 1);
  let over = debate.enterNextPhase();
  for (; over === undefined; over = debate.enterNextPhase()) {
    for (const { id } of debate.awaited) {
      const ask = turnRequestOf(debate, id);
      debate.answer(ask, deliberate(ask), AT);
    }
  }
  debate.decide({ ...reachVerdict(debate, over), cruxes: [] }, over, AT);
  return debate;
}

describe('a debate of deliberators that has converged', () => {
  it('ends with votes for the last position of each agent or with abstentions, for any decision', () => {
    let converged = 0;
    fc.assert(
      fc.property(anyDecision, (decision) => {
        const { stopReason, turns } = held(decision);
        if (stopReason !== 'CONVERGED') return;
        converged++;
        // An agent whose option is equal to another one abstains. It has not changed its position.
        const cast = turns.filter(({ kind, position }) => kind === 'VOTE' && position !== null);
        for (const vote of cast) expect(vote.position).toBe(positionOf(turns, vote.participantId));
      }),
      { numRuns: 500, examples: [[TOLD_LATE]] },
    );
    expect(converged).toBeGreaterThan(100);
  });
});
