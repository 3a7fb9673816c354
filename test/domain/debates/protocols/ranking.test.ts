import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankingOf, schulzeOrder } from '../../../../src/domain/debates/protocols/ranking.ts';
import type { Ballot } from '../../../../src/domain/debates/protocols/tally.ts';
import { ballots, rankings } from '../../../support/records.ts';

const OPTIONS = ['x', 'y', 'z', 'w'];
const ballot = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.shuffledSubarray(OPTIONS, { minLength: 1 }))
  .map(([weight, ranking]): Ballot => ({ voter: 'v', weight, position: ranking[0] ?? null, ranking }));
const profile = fc.array(ballot, { minLength: 1, maxLength: 9 });

/** The weight of the ballots that rank one above other. Unranked options are last. */
function preferring(all: readonly Ballot[], one: string, other: string): number {
  const place = ({ ranking = [] }: Ballot, option: string) => (ranking.includes(option) ? ranking.indexOf(option) : 99);
  return all.filter((b) => place(b, one) < place(b, other)).reduce((sum, { weight }) => sum + weight, 0);
}

function renamed(all: readonly Ballot[], name: (option: string) => readonly string[]): Ballot[] {
  return all.map((b) => {
    const ranking = b.ranking?.flatMap(name) ?? [];
    return { ...b, position: ranking[0] ?? null, ranking };
  });
}

describe("Schulze's method", () => {
  it('gives the order of the published example with 45 voters', () => {
    const votes = rankings(
      ...([
        [5, 'acbed'],
        [5, 'adecb'],
        [8, 'bedac'],
        [3, 'cabed'],
        [7, 'caebd'],
        [2, 'cbade'],
      ] as const),
      ...([
        [7, 'dceba'],
        [8, 'ebadc'],
      ] as const),
    );
    expect(schulzeOrder(votes, ['a', 'b', 'c', 'd', 'e'])).toEqual({ order: ['e', 'a', 'c', 'b', 'd'], isTied: false });
  });

  it('gives the order of the published example with 30 voters', () => {
    const votes = rankings([5, 'acbd'], [2, 'acdb'], [3, 'adcb'], [4, 'bacd'], [3, 'cbda'], [3, 'cdba'], [1, 'dacb']);
    const more = rankings([5, 'dbac'], [4, 'dcba']);
    expect(schulzeOrder([...votes, ...more], ['a', 'b', 'c', 'd'])).toEqual({
      order: ['d', 'a', 'c', 'b'],
      isTied: false,
    });
  });

  it('puts all unranked options in the last place', () => {
    expect(schulzeOrder(rankings([2, 'x'], [1, 'yz']), OPTIONS).order.slice(0, 3)).toEqual(['x', 'y', 'z']);
  });

  it('reads a ballot without a ranking as a ranking with its position first', () => {
    expect(schulzeOrder([...ballots('xxx'), ...rankings([2, 'yx'])], ['x', 'y']).order).toEqual(['x', 'y']);
  });

  it('reads each option once, and skips unknown options', () => {
    expect(rankingOf({ voter: 'a', weight: 1, position: 'x', ranking: ['q', 'y', 'y', 'x'] }, OPTIONS)).toEqual([
      'y',
      'x',
    ]);
    expect(rankingOf({ voter: 'a', weight: 1, position: 'q' }, OPTIONS)).toEqual([]);
  });

  it('reports a tie, and then prefers the option with more first-choice weight', () => {
    const level = rankings([2, 'xyz'], [1, 'yzx'], [1, 'yzx']);
    expect(schulzeOrder(level, ['x', 'y', 'z'])).toMatchObject({ isTied: true });
    expect(schulzeOrder([], ['x', 'y'])).toMatchObject({ isTied: true });
    const halves = rankings([2, 'xy'], [1, 'yx'], [1, 'yx']);
    expect(schulzeOrder(halves, ['x', 'y']).order).toEqual(schulzeOrder(halves, ['y', 'x']).order);
  });

  it('puts an option first that beats every other option', () => {
    fc.assert(
      fc.property(profile, (all) => {
        const beats = (one: string) =>
          OPTIONS.every((other) => one === other || preferring(all, one, other) > preferring(all, other, one));
        const winner = OPTIONS.find(beats);
        fc.pre(winner !== undefined);
        expect(schulzeOrder(all, OPTIONS)).toMatchObject({ order: expect.arrayContaining(OPTIONS), isTied: false });
        expect(schulzeOrder(all, OPTIONS).order[0]).toBe(winner);
      }),
    );
  });

  it('does not depend on the order of ballots and options', () => {
    const shuffles = profile.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.shuffledSubarray(OPTIONS, { minLength: 4 }),
      ),
    );
    fc.assert(
      fc.property(shuffles, ([all, others, options]) => {
        expect(schulzeOrder(others, options)).toEqual(schulzeOrder(all, OPTIONS));
      }),
    );
  });

  it('gives the same order for renamed options when there is no tie', () => {
    fc.assert(
      fc.property(profile, (all) => {
        const { order, isTied } = schulzeOrder(all, OPTIONS);
        fc.pre(!isTied);
        const others = schulzeOrder(
          renamed(all, (option) => [`${option}!`]),
          OPTIONS.map((option) => `${option}!`),
        );
        expect(others.order[0]).toBe(`${order[0]}!`);
      }),
    );
  });

  it('keeps its winner when an option is duplicated', () => {
    fc.assert(
      fc.property(profile, fc.constantFrom(...OPTIONS), (all, cloned) => {
        const { order, isTied } = schulzeOrder(all, OPTIONS);
        fc.pre(!isTied && all.every(({ ranking = [] }) => ranking.length === OPTIONS.length));
        const clones = renamed(all, (option) => (option === cloned ? [option, `${option}'`] : [option]));
        expect(schulzeOrder(clones, [...OPTIONS, `${cloned}'`]).order[0]).toBe(order[0]);
      }),
    );
  });
});
