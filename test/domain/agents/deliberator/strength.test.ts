import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  affectedBy,
  aggregate,
  combine,
  evaluate,
  evaluateInto,
  leavesFirst,
} from '../../../../src/domain/agents/deliberator/strength.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const several = fc.array(share, { maxLength: 8 });

/** The strength of an argument that is attacked and supported by leaves with these base strengths. */
function strengthOf(base: number, attacks: readonly number[], supports: readonly number[]): number {
  const leaves = [...attacks, ...supports];
  const graph = {
    attackers: [...leaves.map(() => []), attacks.map((_, n) => n)],
    supporters: [...leaves.map(() => []), supports.map((_, n) => attacks.length + n)],
  };
  return evaluate(graph, [...leaves, base])[leaves.length] ?? Number.NaN;
}

describe('DF-QuAD', () => {
  it('computes the numbers of the formulas', () => {
    expect(aggregate([])).toBe(0);
    expect(aggregate([0.5, 0.5])).toBeCloseTo(0.75, 12);
    expect(combine(0.5, 0.8, 0.2)).toBeCloseTo(0.2, 12);
    expect(combine(0.5, 0.2, 0.8)).toBeCloseTo(0.8, 12);
    expect(combine(0.8, 0.1, 0.6)).toBeCloseTo(0.9, 12);
    expect(combine(0.8, 0.6, 0.1)).toBeCloseTo(0.4, 12);
  });

  it('keeps the base strength when there is no attack and no support', () => {
    fc.assert(
      fc.property(share, (base) => {
        expect(strengthOf(base, [], [])).toBeCloseTo(base, 12);
      }),
    );
  });

  it('stays between 0 and 1', () => {
    fc.assert(
      fc.property(share, several, several, (base, attacks, supports) => {
        const strength = strengthOf(base, attacks, supports);
        expect(strength).toBeGreaterThanOrEqual(0);
        expect(strength).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('never falls with more support and never rises with more attack', () => {
    fc.assert(
      fc.property(share, several, several, share, (base, attacks, supports, more) => {
        const before = strengthOf(base, attacks, supports);
        expect(strengthOf(base, attacks, [...supports, more])).toBeGreaterThanOrEqual(before - 1e-12);
        expect(strengthOf(base, [...attacks, more], supports)).toBeLessThanOrEqual(before + 1e-12);
      }),
    );
    expect(strengthOf(0.5, [0.3], [0.4, 0.2])).toBeGreaterThan(strengthOf(0.5, [0.3], [0.4]));
    expect(strengthOf(0.5, [0.3, 0.2], [0.4])).toBeLessThan(strengthOf(0.5, [0.3], [0.4]));
  });

  it('is mirrored when attackers and supporters are exchanged', () => {
    fc.assert(
      fc.property(share, several, several, (base, attacks, supports) => {
        expect(strengthOf(1 - base, supports, attacks)).toBeCloseTo(1 - strengthOf(base, attacks, supports), 10);
      }),
    );
  });

  it('is continuous: the result changes by no more than the changed piece', () => {
    fc.assert(
      fc.property(share, several, several, share, share, (base, attacks, supports, x, y) => {
        const by = Math.abs(strengthOf(base, attacks, [...supports, x]) - strengthOf(base, attacks, [...supports, y]));
        expect(by).toBeLessThanOrEqual(Math.abs(x - y) + 1e-12);
      }),
    );
  });

  it('does not depend on the order', () => {
    const shuffled = several.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(share, shuffled, shuffled, (base, [attacks, attacksToo], [supports, supportsToo]) => {
        expect(strengthOf(base, attacksToo, supportsToo)).toBeCloseTo(strengthOf(base, attacks, supports), 10);
      }),
    );
  });
});

describe('a graph of arguments', () => {
  // 0 attacks 1, 1 supports 2; 3 attacks 2.
  const chain = { attackers: [[], [0], [3], []], supporters: [[], [], [1], []] };

  it('is evaluated from the leaves upwards', () => {
    expect([...evaluate(chain, [0.5, 0.8, 0.5, 0.1])]).toEqual(
      [0.5, 0.4, 0.5 + 0.5 * (0.4 - 0.1), 0.1].map((n) => expect.closeTo(n, 12)),
    );
  });

  it('ignores an argument that is missing', () => {
    expect([...evaluate(chain, [null, 0.8, 0.5, null])]).toEqual([0, 0.8, 0.9, 0].map((n) => expect.closeTo(n, 12)));
  });

  it('recomputes only the arguments that a change affects, with the same result', () => {
    const order = leavesFirst(chain);
    expect(affectedBy(chain, order, 0)).toEqual([0, 1, 2]);
    expect(affectedBy(chain, order, 3)).toEqual([3, 2]);
    const strengths = evaluate(chain, [0.5, 0.8, 0.5, 0.1]);
    evaluateInto(strengths, chain, [0.9, 0.8, 0.5, 0.1], affectedBy(chain, order, 0));
    expect(strengths).toEqual(evaluate(chain, [0.9, 0.8, 0.5, 0.1]));
  });

  it('is rejected when it contains a circle', () => {
    expect(() => leavesFirst({ attackers: [[1], []], supporters: [[], [0]] })).toThrow(/circle/);
  });
});
