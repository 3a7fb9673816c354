import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuredWeights, type Reliability } from '../../../../src/domain/debates/protocols/weights.ts';

const PANEL = ['a', 'b', 'c', 'd', 'e'];

function history(...rows: readonly (readonly [right: number, n: number])[]): Map<string, Reliability> {
  return new Map(rows.map(([right, n], place) => [PANEL[place] ?? '', { right, n }]));
}

describe('measured weights', () => {
  it('are the numbers of the formula', () => {
    const weights = measuredWeights(history([40, 50], [30, 50], [30, 50], [30, 50], [35, 50]), PANEL, 4, 1);
    const pooled = (165 + 6.5) / (250 + 10);
    const weight = (right: number) => {
      const p = (right + 10 * pooled) / 60;
      return Math.log((2 * p) / (1 - p));
    };
    expect([...weights.values()]).toEqual([40, 30, 30, 30, 35].map((right) => expect.closeTo(weight(right), 12)));
  });

  it('use two options as the number of options', () => {
    const panel = ['a', 'b', 'c'];
    const weights = measuredWeights(history([40, 50], [35, 50], [35, 50]), panel, 2, 1);
    const p = (40 + (10 * (110 + 6.5)) / 160) / 60;
    expect(weights.get('a')).toBeCloseTo(Math.log(p / (1 - p)), 12);
  });

  it('use all options when the panel is more often wrong than right', () => {
    const weights = measuredWeights(history([26, 50], [23, 50], [23, 50]), ['a', 'b', 'c'], 8, 1);
    const p = (26 + (10 * (72 + 6.5)) / 160) / 60;
    expect(weights.get('a')).toBeCloseTo(Math.log((7 * p) / (1 - p)), 12);
  });

  it('are 1 for all agents when no agent has 20 outcomes', () => {
    expect([...measuredWeights(history([19, 19], [0, 19]), PANEL, 4).values()]).toEqual([1, 1, 1, 1, 1]);
    expect([...measuredWeights(new Map(), PANEL, 4).values()]).toEqual([1, 1, 1, 1, 1]);
  });

  it('of an agent below 20 outcomes are average, for good and bad outcomes', () => {
    const lucky = measuredWeights(history([40, 50], [25, 50], [25, 50], [19, 19], [25, 50]), PANEL, 4);
    const unlucky = measuredWeights(history([40, 50], [25, 50], [25, 50], [0, 0], [25, 50]), PANEL, 4);
    for (const weights of [lucky, unlucky]) {
      expect(weights.get('d')).toBeGreaterThan(weights.get('b') ?? Number.NaN);
      expect(weights.get('d')).toBeLessThan(weights.get('a') ?? Number.NaN);
    }
  });

  it('are never below 0.05, so that no debater votes against itself', () => {
    expect(measuredWeights(history([0, 50], [40, 50], [40, 50], [40, 50]), PANEL, 4).get('a')).toBe(0.05);
  });

  it('never exceed the greatest share, and keep the order of the agents', () => {
    const records = fc.array(
      fc.nat(60).chain((n) => fc.tuple(fc.nat(n), fc.constant(n))),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(
        records,
        fc.constantFrom(0.25, 0.3, 0.4, 1),
        fc.integer({ min: 2, max: 8 }),
        (rows, share, options) => {
          const panel = PANEL.slice(0, rows.length);
          const free = [...measuredWeights(history(...rows), panel, options, 1).values()];
          const capped = [...measuredWeights(history(...rows), panel, options, share).values()];
          const total = capped.reduce((sum, weight) => sum + weight, 0);
          expect(Math.max(...capped) / total).toBeLessThanOrEqual(Math.max(share, 1 / panel.length) + 1e-12);
          for (const [one, weight] of capped.entries()) {
            expect(weight).toBeGreaterThan(0);
            expect(weight).toBeLessThanOrEqual(free[one] ?? 0);
            for (const [other, less] of capped.entries())
              if ((free[one] ?? 0) > (free[other] ?? 0)) expect(weight).toBeGreaterThanOrEqual(less);
          }
        },
      ),
    );
  });

  it('of the best agent are cut to exactly the greatest share', () => {
    const weights = [
      ...measuredWeights(history([190, 200], [0, 200], [0, 200], [0, 200]), PANEL.slice(0, 4), 4).values(),
    ];
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    expect(weights.map((weight) => weight / total)).toEqual(
      [0.4, 0.2, 0.2, 0.2].map((share) => expect.closeTo(share, 12)),
    );
  });

  it('are the same for agents that hold several seats', () => {
    const weights = measuredWeights(history([40, 50], [25, 50]), ['a', 'a', 'b', 'b'], 4);
    expect([...weights.keys()]).toEqual(['a', 'b']);
    const { a = 0, b = 0 } = Object.fromEntries(weights);
    expect(a / (2 * a + 2 * b)).toBeLessThanOrEqual(0.4);
  });
});
