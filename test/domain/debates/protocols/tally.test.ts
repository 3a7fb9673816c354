import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Ballot,
  leaderOf,
  majorityOf,
  tallyOf,
  tieOrder,
} from '../../../../src/domain/debates/protocols/tally.ts';
import { ballots } from '../../../support/records.ts';

const ballot = fc.record({
  voter: fc.uuid(),
  weight: fc.double({ min: 0.05, max: 3, noNaN: true }),
  position: fc.constantFrom('x', 'y', 'z', null),
});
const shuffled = fc
  .array(ballot, { minLength: 1, maxLength: 9 })
  .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));

describe('a tally', () => {
  it('lists the chosen options, the greatest weight first, with voters in the order of the ballots', () => {
    expect(tallyOf(ballots('xyzyx-', [1, 1, 3, 1.5, 1, 9]), ['w', 'x', 'y', 'z'])).toEqual([
      { position: 'z', voters: ['c'], weight: 3 },
      { position: 'y', voters: ['b', 'd'], weight: 2.5 },
      { position: 'x', voters: ['a', 'e'], weight: 2 },
    ]);
  });

  it('ignores positions that are no option', () => {
    expect(tallyOf(ballots('xq'), ['x']).map(({ position }) => position)).toEqual(['x']);
  });

  it('is empty when all abstained', () => {
    expect(tallyOf(ballots('--'), ['x', 'y'])).toEqual([]);
  });
});

describe('the leader', () => {
  it('is the option with the greatest weight, not with the most heads', () => {
    const leader = leaderOf(ballots('xyy-', [2, 0.5, 0.5, 4]));
    expect(leader).toEqual({ position: 'x', isTied: false, heads: 1, share: 1 / 3, margin: expect.closeTo(1 / 3, 12) });
  });

  it('is null when all abstained', () => {
    expect(leaderOf(ballots('--'))).toEqual({ position: null, isTied: false, heads: 0, share: 0, margin: 0 });
    expect(leaderOf([]).position).toBeNull();
  });

  it('of options with equal weight is the one with more debaters', () => {
    for (const letters of ['xyy', 'zww'])
      expect(leaderOf(ballots(letters, [1, 0.5, 0.5]))).toMatchObject({ position: letters[1], isTied: true });
  });

  it('of options with equal weight and heads is the one of the debater with the greatest weight', () => {
    for (const [one, other] of ['xy', 'yx'])
      expect(leaderOf(ballots(`${one}${one}${other}${other}`, [1.5, 0.5, 1, 1]))).toMatchObject({
        position: one,
        isTied: true,
      });
  });

  it('of options equal in everything does not depend on the order of ballots, and is not always the first letter', () => {
    const pairs = ['xy', 'ab', 'cd', 'ef', 'gh', 'ij', 'kl', 'mn'];
    const winners = pairs.map((pair) => leaderOf(ballots(pair)).position);
    expect(pairs.map(([one, other]) => leaderOf(ballots(`${other}${one}`)).position)).toEqual(winners);
    const firsts = winners.filter((winner, place) => winner === pairs[place]?.[0]).length;
    expect(firsts).toBeGreaterThan(0);
    expect(firsts).toBeLessThan(pairs.length);
  });

  it('treats sums as equal when they differ only by rounding', () => {
    expect(leaderOf(ballots('xxy', [0.1, 0.2, 0.3]))).toMatchObject({ position: 'x', isTied: true });
  });

  it('does not depend on the order of the ballots', () => {
    fc.assert(
      fc.property(shuffled, ([all, others]) => {
        expect(leaderOf(others)).toEqual(leaderOf(all));
        expect(majorityOf(others)).toEqual(majorityOf(all));
        const weights = (list: readonly Ballot[]) => tallyOf(list, ['x', 'y', 'z']).map(({ weight }) => weight);
        expect(weights(others)).toEqual(weights(all));
      }),
    );
  });
});

describe('the majority', () => {
  it('counts heads', () => {
    const expected = { position: 'y', isTied: false, heads: 2, share: 2 / 3, margin: 1 / 3 };
    expect(majorityOf(ballots('xyy', [9, 1, 1]))).toEqual({ ...expected, margin: expect.closeTo(1 / 3, 12) });
  });

  it('is decided by weight when heads are equal, and is marked as a tie', () => {
    expect(majorityOf(ballots('xyz', [1, 2, 1]))).toMatchObject({ position: 'y', isTied: true, margin: 0 });
    expect(majorityOf(ballots('xyz', [1, 1, 2]))).toMatchObject({ position: 'z', isTied: true });
    for (const [one, other] of ['xy', 'yx'])
      expect(majorityOf(ballots(`${one}${one}${other}${other}`, [2, 0.1, 1.5, 1.5])).position).toBe(other);
  });
});

it('the order of ties is total', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(tieOrder(one, other) + tieOrder(other, one)).toBe(0);
      expect(tieOrder(one, other) === 0).toBe(one === other);
    }),
  );
});
