import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PROTOCOL, type Protocol } from '../../../../src/domain/debates/protocol.ts';
import { decide } from '../../../../src/domain/debates/protocols/decide.ts';
import { ballots, rankings } from '../../../support/records.ts';

const options = ['x', 'y', 'z', 'w'];
const SAFE: Protocol = { ...DEFAULT_PROTOCOL, mode: 'SAFE', consensus: 'PLURALITY' };
const decided = (blind: string, final: string | null, wanted: Partial<Protocol> = {}, weights: number[] = []) =>
  decide({
    blind: ballots(blind, weights),
    final: final === null ? null : ballots(final, weights),
    options,
    protocol: { ...SAFE, ...wanted },
  });

describe('blind answers alone', () => {
  it('decide by weight', () => {
    expect(decided('xyyzz', null, {}, [3, 1, 1, 1, 1.5])).toEqual({
      winner: 'x',
      decidedBy: 'BLIND',
      isTied: false,
      tally: [
        { position: 'x', voters: ['a'], weight: 3 },
        { position: 'z', voters: ['d', 'e'], weight: 2.5 },
        { position: 'y', voters: ['b', 'c'], weight: 2 },
      ],
    });
  });

  it('must satisfy the consensus rule, counted by heads', () => {
    expect(decided('xxyyz', null, { consensus: 'MAJORITY' }, [2, 2]).winner).toBeNull();
    expect(decided('xxxyz', null, { consensus: 'MAJORITY' }).winner).toBe('x');
    expect(decided('xxxyz', null, { consensus: 'SUPERMAJORITY' }).winner).toBeNull();
    expect(decided('xxxx-', null, { consensus: 'UNANIMOUS' }).winner).toBe('x');
  });

  it('decide nothing when all debaters abstain', () => {
    expect(decided('---', null)).toEqual({ winner: null, decidedBy: 'BLIND', isTied: false, tally: [] });
    expect(decided('---', null, { tally: 'RANKING' }).winner).toBeNull();
  });
});

describe('an exchange with a guard', () => {
  it('overturns the blind answers with four of five votes', () => {
    expect(decided('xxyyz', 'xyyyy', {}, [2, 2])).toMatchObject({ winner: 'y', decidedBy: 'VOTES' });
  });

  it('does not overturn them with three of five votes: the blind answers and their tally remain', () => {
    expect(decided('xxyyz', 'xxyyy', {}, [2, 2, 1, 1.5, 2])).toEqual({
      ...decided('xxyyz', null, {}, [2, 2, 1, 1.5, 2]),
      decidedBy: 'BLIND',
    });
  });

  it('counts the debaters that answered before or after the exchange', () => {
    expect(decided('xxy--', 'xyy--').winner).toBe('x');
    expect(decided('xxy--', 'yyy--').winner).toBe('y');
    expect(decided('xx---', 'xxyyy', {}, [1, 1, 2, 2, 2])).toMatchObject({ winner: 'x', decidedBy: 'BLIND' });
  });

  it('takes the last position of a debater that gave no later answer', () => {
    const final = ballots('xxyyz').flatMap((ballot) => (ballot.voter === 'e' ? { ...ballot, position: 'x' } : []));
    const { winner, decidedBy, tally } = decide({ blind: ballots('xxyyz'), final, options, protocol: SAFE });
    expect(tally.map(({ voters }) => voters)).toContainEqual(['a', 'b', 'e']);
    expect({ winner, decidedBy }).toEqual({ winner: 'x', decidedBy: 'VOTES' });
  });

  it('may strengthen the blind result so that it satisfies the rule', () => {
    const rule: Partial<Protocol> = { consensus: 'MAJORITY' };
    expect(decided('xxyzw', null, rule).winner).toBeNull();
    expect(decided('xxyzw', 'xxxzw', rule)).toMatchObject({ winner: 'x', decidedBy: 'VOTES' });
  });

  it('keeps a blind result that satisfied the rule', () => {
    const weights = [3, 1, 1, 1, 1];
    expect(decided('xxxyz', 'xxyyz', { consensus: 'MAJORITY' }, weights)).toMatchObject({
      winner: 'x',
      decidedBy: 'BLIND',
    });
  });

  it('rounds the required number of votes up', () => {
    const ten = (letters: string) => ballots(letters.padEnd(10, 'y'));
    const final = (overturnShare: number) => {
      const asked = { options, protocol: { ...SAFE, overturnShare } };
      return decide({ blind: ten('xxxxxx'), final: ten('xxx'), ...asked }).winner;
    };
    expect([0.7, 0.71].map(final)).toEqual(['y', 'x']);
  });

  it('has no guard with share 0', () => {
    expect(decided('xxxyy', 'xxyyy', { overturnShare: 0 })).toMatchObject({ winner: 'y', decidedBy: 'VOTES' });
    expect(decided('xxxyy', '-----', { overturnShare: 0 })).toMatchObject({ winner: 'x', decidedBy: 'BLIND' });
  });

  it('changes the winner only to an option that enough debaters hold', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'xyzw-'), minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(letters, letters, (blind, final) => {
        const before = decided(blind, null).winner;
        const after = decided(blind, final).winner;
        const n = [...blind].filter((letter, place) => letter !== '-' || final[place] !== '-').length;
        const heads = [...final].filter((letter) => letter === after).length;
        if (after !== before) expect(heads).toBeGreaterThanOrEqual(Math.ceil(0.8 * n));
      }),
    );
  });
});

describe('an anchored tally', () => {
  it('counts blind and final answers half each', () => {
    const { winner, decidedBy, tally } = decided('xxxyz', 'xyyyy', { isAnchored: true });
    expect({ winner, decidedBy }).toEqual({ winner: 'y', decidedBy: 'VOTES' });
    expect(tally).toEqual([
      { position: 'y', voters: ['b', 'c', 'd', 'e'], weight: 2.5 },
      { position: 'x', voters: ['a'], weight: 2 },
      { position: 'z', voters: [], weight: 0.5 },
    ]);
  });

  it('keeps the blind result against a majority of three after the exchange', () => {
    expect(decided('xxxxy', 'xxyyy', { isAnchored: true }).winner).toBe('x');
  });

  it('counts the blind answer twice for a debater without a final answer', () => {
    const final = ballots('xxyyz').slice(4);
    const { tally } = decide({ blind: ballots('xxyyz'), final, options, protocol: { ...SAFE, isAnchored: true } });
    expect(tally.reduce((sum, { weight }) => sum + weight, 0)).toBe(5);
  });
});

describe('a tally by ranking', () => {
  const protocol = { ...SAFE, tally: 'RANKING' } as const;

  it('chooses the option that wins every pair, and lists the first choices', () => {
    const blind = rankings([2, 'xzy'], [2, 'yzx'], [1, 'zyx']);
    const { winner, tally } = decide({ blind, final: null, options, protocol });
    expect(winner).toBe('z');
    expect(tally.map(({ position, weight }) => [position, weight])).toContainEqual(['z', 1]);
  });

  it('takes the first choice from the ranking, not from the position', () => {
    const blind = rankings([1, 'xy']).map((ballot) => ({ ...ballot, position: 'y' }));
    expect(decide({ blind, final: null, options, protocol }).tally).toEqual([
      { position: 'x', voters: ['voter 0'], weight: 1 },
    ]);
  });

  it('guards the blind result in the same way', () => {
    const blind = rankings([1, 'xy'], [1, 'xy'], [1, 'xy'], [1, 'yx'], [1, 'yx']);
    const final = (letters: string) => rankings(...[...letters].map((one) => [1, one === 'x' ? 'xy' : 'yx'] as const));
    expect(decide({ blind, final: final('xxyyy'), options, protocol }).winner).toBe('x');
    expect(decide({ blind, final: final('xyyyy'), options, protocol }).winner).toBe('y');
  });
});

// Five debaters are right with probability 0.6 each, independently: the majority is right with 0.68256 (Condorcet).
it('is right as often as the formula of Condorcet says', () => {
  let right = 0;
  for (let pattern = 0; pattern < 32; pattern++) {
    const letters = Array.from({ length: 5 }, (_, voter) => ((pattern >> voter) & 1 ? 'x' : 'y')).join('');
    const heads = [...letters].filter((letter) => letter === 'x').length;
    if (decided(letters, null).winner === 'x') right += 0.6 ** heads * 0.4 ** (5 - heads);
  }
  expect(right).toBeCloseTo(0.68256, 12);
});
