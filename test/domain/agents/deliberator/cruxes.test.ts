import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cruxFinder } from '../../../../src/domain/agents/deliberator/cruxes.ts';
import { nearestFlip } from '../../../../src/domain/agents/deliberator/nearest-flip.ts';
import type { Decision } from '../../../../src/domain/debates/decision.ts';
import type { Turn } from '../../../../src/domain/debates/turn.ts';
import { aModel, moderatedPanel, panel } from '../panel.ts';
import { aDecision, agent, debate, majority, piece, turn, voted, votesIn, workedExample } from './builders.ts';

const findCruxes = cruxFinder(majority);

function withStrength(decision: Decision, id: string, strength: number): Decision {
  return { ...decision, evidence: decision.evidence.map((item) => (item.id === id ? { ...item, strength } : item)) };
}

describe('cruxes of the worked example', () => {
  const example = workedExample();
  const cruxes = findCruxes(voted(example));

  it('mark the second and the sixth piece: without one of them the verdict is another', () => {
    const without = cruxes.filter(({ flipsWithout }) => flipsWithout);
    expect(without.map(({ evidenceId }) => evidenceId).toSorted()).toEqual(['e2', 'e6']);
    expect(without.map(({ winnerWithout }) => winnerWithout)).toEqual(['sqlite', 'sqlite']);
  });

  it('are sorted by the smallest change of strength', () => {
    const changes = cruxes.map((crux) => Math.abs((crux.flipsAtStrength ?? 2) - crux.strength));
    expect(cruxes.length).toBeGreaterThan(1);
    expect(changes).toEqual(changes.toSorted((a, b) => a - b));
  });

  it('give a strength at which a whole debate has another winner, but not just before it', () => {
    for (const { evidenceId, strength, flipsAtStrength, winnerAtStrength } of cruxes) {
      const at = flipsAtStrength ?? Number.NaN;
      const inside = at + Math.sign(strength - at) * 2e-6;
      expect(majority(votesIn(debate(withStrength(example, evidenceId, at))))).toBe(winnerAtStrength);
      expect(majority(votesIn(debate(withStrength(example, evidenceId, inside))))).toBe('postgres');
    }
  });

  it('have the strength that the formulas give for the sixth piece', () => {
    // Ben abstains when 0.5 + 0.5·(1 − 0.6·(1 − x) − 0.24) is within epsilon of 0.597. Then there is one vote for each side.
    const sixth = cruxes.find(({ evidenceId }) => evidenceId === 'e6');
    expect(sixth?.flipsAtStrength).toBeCloseTo(1 - (1 - 0.24 - 2 * (0.597 + 0.005 - 0.5)) / 0.6, 5);
    expect(sixth?.winnerAtStrength).toBeNull();
  });
});

describe('the search for cruxes', () => {
  it('counts only evidence that a voter knew', () => {
    const decision = aDecision(
      [piece('told', ['sqlite', 'for'], 0.5), piece('hidden', ['postgres', 'for'], 0.9)],
      [agent('ann', { startsWith: ['told'] }), agent('ben', { startsWith: ['told'] })],
    );
    expect(findCruxes(voted(decision)).map(({ evidenceId }) => evidenceId)).toEqual(['told']);
  });

  it('leaves stubborn voters at their option', () => {
    const agents = ['ann', 'ben'].map((id) => agent(id, { stubbornness: 0.9 }));
    const evidence = [piece('s', ['sqlite', 'for'], 0.6), piece('p', ['postgres', 'for'], 0.5)];
    expect(findCruxes(voted(aDecision(evidence, agents)))).toEqual([]);
    const free = aDecision(evidence, [agent('ann'), agent('ben')]);
    expect(
      findCruxes(voted(free))
        .map(({ evidenceId }) => evidenceId)
        .toSorted(),
    ).toEqual(['p', 's']);
  });

  it('keeps the cast votes of agents whose votes it cannot recompute', () => {
    const done = voted(aDecision([piece('s', ['sqlite', 'for'], 0.6)], [agent('ann'), agent('mod')]));
    const participants = done.participants.map((one) => (one.id === 'mod' ? { ...one, agentId: 'some-model' } : one));
    const turns = [
      turn('PROPOSAL', 'ann', { position: 'sqlite' }),
      turn('VOTE', 'ann', { position: 'sqlite' }),
      turn('VOTE', 'mod', { position: 'postgres' }),
    ];
    const cruxes = findCruxes({ ...done, participants, turns, verdict: { winner: null, rule: 'MAJORITY' } });
    expect(cruxes).toMatchObject([{ evidenceId: 's', flipsWithout: true, winnerWithout: 'postgres' }]);
  });

  it('sorts evidence last that changes the verdict only when it is removed', () => {
    // The carrier passes on its support at any strength, even 0. Only when it is removed, nothing is passed on.
    const options = ['sqlite', 'postgres', 'other'].map((id) => ({ id, label: id }));
    const evidence = [
      piece('carrier', ['sqlite', 'for'], 0.2),
      piece('lift', ['other', 'against'], 0.5, { supports: ['carrier'] }),
      piece('rest', ['postgres', 'for'], 0.4),
    ];
    const cruxes = findCruxes(voted(aDecision(evidence, [agent('ann'), agent('ben')], { options })));
    expect(cruxes.map(({ evidenceId }) => evidenceId)).toEqual(['rest', 'lift', 'carrier']);
    expect(cruxes[2]).toMatchObject({ flipsWithout: true, winnerWithout: 'postgres', flipsAtStrength: null });
  });

  it('finds nothing when no agent voted, or when the verdict does not follow from the votes', () => {
    const done = voted(workedExample());
    expect(findCruxes({ ...done, turns: [], verdict: { winner: null, rule: 'MAJORITY' } })).toEqual([]);
    expect(findCruxes({ ...done, verdict: { winner: 'sqlite', rule: 'MAJORITY' } })).toEqual([]);
  });

  it('passes the rule of the verdict to the counting function', () => {
    const done = voted(workedExample());
    const seen = new Set<string>();
    cruxFinder((votes, { verdict }) => {
      seen.add(verdict.rule);
      return majority(votes);
    })({ ...done, verdict: { ...done.verdict, rule: 'UNANIMOUS' } });
    expect([...seen]).toEqual(['UNANIMOUS']);
  });

  it('works on the largest possible decision', () => {
    expect(findCruxes(voted(manyPieces(200, 10))).length).toBeGreaterThan(0);
  });
});

/** Each piece attacks and supports some of the three before it. Options and criteria alternate; the result is always the same. */
function manyPieces(pieces: number, agents: number): Decision {
  const evidence = Array.from({ length: pieces }, (_, n) =>
    piece(`e${n}`, [n % 3 === 0 ? 'sqlite' : 'postgres', n % 4 === 1 ? 'against' : 'for'], ((n * 37) % 100) / 400, {
      criterion: ['effort', 'risk', 'speed'][n % 3],
      attacks: n > 3 ? [`e${n - 1}`, `e${n - 3}`] : [],
      supports: n > 3 ? [`e${n - 2}`] : [],
    }),
  );
  const weights = (n: number) => ({ effort: ((n * 3) % 10) / 10, risk: ((n * 7) % 10) / 10, speed: 0.5 });
  return aDecision(
    evidence,
    Array.from({ length: agents }, (_, n) => agent(`a${n}`, { weights: weights(n) })),
  );
}

describe('the nearest flip', () => {
  it('is the nearest turning point, below or above', () => {
    const between = (low: number, high: number) => (strength: number) =>
      strength > low && strength < high ? 'a' : 'b';
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.4, noNaN: true }),
        fc.double({ min: 0.6, max: 0.95, noNaN: true }),
        (low, high) => {
          fc.pre(Math.abs(0.5 - low - (high - 0.5)) > 1e-5);
          const found = nearestFlip(between(low, high), 0.5);
          const nearer = 0.5 - low <= high - 0.5 ? low : high;
          expect(found?.winner).toBe('b');
          expect(Math.abs((found?.strength ?? 0) - nearer)).toBeLessThan(3e-6);
        },
      ),
    );
  });

  it('is the first of several turning points', () => {
    const steps = (strength: number) => (strength < 0.3 ? 'a' : strength < 0.6 ? null : 'b');
    expect(nearestFlip(steps, 0.8)).toEqual({ strength: expect.closeTo(0.6, 5), winner: null });
  });

  it('can be at 0 or 1, and is null when nothing changes the winner', () => {
    expect(nearestFlip((strength) => (strength === 0 ? 'a' : 'b'), 0.37)?.strength).toBe(0);
    expect(nearestFlip((strength) => (strength === 1 ? 'a' : 'b'), 0.37)?.strength).toBe(1);
    expect(nearestFlip(() => 'a', 0.5)).toBeNull();
  });
});

describe('the votes of language models', () => {
  const pieces = [
    piece('p1-p0-1', ['sqlite', 'for'], 0.6, { statedBy: 'p1' }),
    piece('p2-p0-1', ['postgres', 'for'], 0.4, { statedBy: 'p2' }),
  ];
  const models = panel(2);

  function cruxesOf(votes: readonly Turn[], winner: string | null, evidence = pieces, participants = models) {
    const decision = aDecision(evidence, []);
    return findCruxes({ decision, participants, turns: votes, verdict: { winner, rule: 'MAJORITY' } });
  }
  const ids = (cruxes: ReturnType<typeof cruxesOf>) => cruxes.map(({ evidenceId }) => evidenceId).toSorted();
  const proposals = [
    turn('PROPOSAL', 'p1', { position: 'sqlite', evidence: ['p1-p0-1'] }),
    turn('PROPOSAL', 'p2', { position: 'postgres', evidence: ['p2-p0-1'] }),
  ];

  it('are recomputed when they follow the arguments', () => {
    const votes = ['p1', 'p2'].map((id) => turn('VOTE', id, { position: 'sqlite' }));
    const cruxes = cruxesOf([...proposals, ...votes], 'sqlite');
    expect(ids(cruxes)).toEqual(['p1-p0-1', 'p2-p0-1']);
    const [own] = cruxes.filter(({ evidenceId }) => evidenceId === 'p1-p0-1');
    expect(own).toMatchObject({ flipsWithout: true, winnerWithout: 'postgres' });
    expect(own?.flipsAtStrength).toBeCloseTo(0.41, 2);
  });

  it('stay as cast when they do not follow the arguments', () => {
    const votes = [turn('VOTE', 'p1', { position: 'sqlite' }), turn('VOTE', 'p2', { position: 'postgres' })];
    const cruxes = cruxesOf([...proposals, ...votes], null);
    // Only the first vote followed the arguments. When they change, it joins the second vote, which stays.
    expect(cruxes.find(({ evidenceId }) => evidenceId === 'p1-p0-1')).toMatchObject({ winnerWithout: 'postgres' });
    const against = ['p1', 'p2'].map((id) => turn('VOTE', id, { position: 'postgres' }));
    expect(cruxesOf([...proposals, ...against], 'postgres')).toEqual([]);
    const abstained = ['p1', 'p2'].map((id) => turn('VOTE', id, { position: null }));
    expect(cruxesOf([...proposals, ...abstained], null)).toEqual([]);
  });

  it('are the last positions when there was no vote, each with the evidence known at that time', () => {
    // Each agent knows only its own argument at its blind answer. Without it, only the vote of the other agent remains.
    expect(ids(cruxesOf(proposals, null))).toEqual(['p1-p0-1', 'p2-p0-1']);
    const revisions = ['p1', 'p2'].map((id) => turn('REVISION', id, { position: 'sqlite' }));
    const cruxes = cruxesOf([...proposals, ...revisions], 'sqlite');
    expect(cruxes[0]).toMatchObject({
      evidenceId: expect.stringMatching(/^p[12]-p0-1$/),
      flipsWithout: expect.anything(),
    });
    expect(cruxes.find(({ evidenceId }) => evidenceId === 'p1-p0-1')).toMatchObject({ winnerWithout: 'postgres' });
  });

  it('depend on the arguments of the same turn, but not on those of peers in the same phase', () => {
    const revisions = ['p1', 'p2'].map((id) => turn('REVISION', id, { position: 'sqlite', evidence: [`${id}-r1-1`] }));
    const late = [
      ...pieces.slice(1),
      piece('p1-r1-1', ['sqlite', 'for'], 0.6, { statedBy: 'p1' }),
      piece('p2-r1-1', ['sqlite', 'for'], 0.7, { statedBy: 'p2' }),
    ];
    const cruxes = cruxesOf([...proposals, ...revisions], 'sqlite', late);
    // Each argument can be removed only for its author. Then there is one vote for each side.
    expect(cruxes.find(({ evidenceId }) => evidenceId === 'p1-r1-1')).toMatchObject({ winnerWithout: null });
    expect(cruxes.find(({ evidenceId }) => evidenceId === 'p2-r1-1')).toMatchObject({ winnerWithout: null });
  });

  it('are those of debaters only', () => {
    const judge = turn('JUDGEMENT', 'p3', { position: 'sqlite' });
    const participants = [...models, aModel(3, 'JUDGE')];
    expect(ids(cruxesOf([...proposals, judge], null, pieces, participants))).toEqual(['p1-p0-1', 'p2-p0-1']);
    expect(cruxesOf(proposals.slice(0, 1), 'sqlite', pieces, moderatedPanel())).toEqual([]);
  });
});

describe('deliberators without a vote phase', () => {
  it('keep an option that is equal to another one, as in a revision', () => {
    const evidence = [piece('s', ['sqlite', 'for'], 0.5), piece('p', ['postgres', 'for'], 0.5)];
    const starts = { ann: 's', ben: 's', cat: 'p' };
    const decision = aDecision(
      evidence,
      Object.entries(starts).map(([id, start]) => agent(id, { startsWith: [start] })),
    );
    const held = { s: 'sqlite', p: 'postgres' } as const;
    const turns = (['PROPOSAL', 'REVISION'] as const).flatMap((kind) =>
      Object.entries(starts).map(([id, start]) => {
        const position = held[start as 's' | 'p'];
        return turn(kind, id, { position, evidence: kind === 'PROPOSAL' ? [start] : [] });
      }),
    );
    const cruxes = findCruxes({ ...voted(decision), turns, verdict: { winner: 'sqlite', rule: 'MAJORITY' } });
    expect(cruxes.map(({ evidenceId }) => evidenceId).toSorted()).toEqual(['p', 's']);
  });

  it('have their last position recomputed', () => {
    const decision = workedExample();
    const turns = decision.agents.map(({ id }, n) =>
      turn('PROPOSAL', id, { position: n === 0 ? 'sqlite' : 'postgres' }),
    );
    const cruxes = findCruxes({ ...voted(decision), turns, verdict: { winner: 'postgres', rule: 'MAJORITY' } });
    const without = cruxes.filter(({ flipsWithout }) => flipsWithout);
    expect(without.map(({ evidenceId }) => evidenceId).toSorted()).toEqual(['e2', 'e6']);
  });
});
