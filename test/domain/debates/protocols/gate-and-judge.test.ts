import { describe, expect, it } from 'vitest';
import { needsExchange } from '../../../../src/domain/debates/protocols/gate.ts';
import { judgedWinner, needsJudge } from '../../../../src/domain/debates/protocols/judge.ts';
import { ballots } from '../../../support/records.ts';

const safe = { gateShare: 0.6, debateAnyway: false };
const anyway = { ...safe, debateAnyway: true };

describe('an exchange', () => {
  it.each([
    ['xxxxx', false],
    ['xxxxy', false],
    ['xxxyz', false],
    ['xxyyz', true],
    ['xxyzw', true],
    ['xxy--', true],
    ['xxx--', false],
    ['xy---', true],
    ['x----', true],
    ['-----', false],
  ])('after %s is needed: %s', (letters, expected) => {
    expect(needsExchange(ballots(letters), safe)).toBe(expected);
  });

  it('depends on heads, not on weight', () => {
    expect(needsExchange(ballots('xxxyz', [0.1, 0.1, 0.1, 2, 2]), safe)).toBe(false);
  });

  it('needs less disagreement with a higher gate share, but is never held when all agree', () => {
    expect(needsExchange(ballots('xxxyz'), { ...safe, gateShare: 0.8 })).toBe(true);
    expect(needsExchange(ballots('xxxxy'), { ...safe, gateShare: 0.8 })).toBe(false);
    expect(needsExchange(ballots('xxxxx'), { ...safe, gateShare: 1 })).toBe(false);
  });

  it('is held anyway with `debateAnyway`, unless all debaters abstained', () => {
    expect(needsExchange(ballots('xxxxx'), anyway)).toBe(true);
    expect(needsExchange(ballots('---'), anyway)).toBe(false);
  });
});

describe('a judge', () => {
  it.each([
    ['xxyy-', true],
    ['xxyyz', true],
    ['xxxyy', true],
    ['xxxyz', false],
    ['xxxxy', false],
    ['xxxxx', false],
    ['x----', false],
    ['-----', false],
  ])('after %s is asked: %s', (letters, expected) => {
    expect(needsJudge(ballots(letters), { debateAnyway: false })).toBe(expected);
  });

  it('is asked anyway with `debateAnyway`, unless all agree', () => {
    expect(needsJudge(ballots('xxxxy'), anyway)).toBe(true);
    expect(needsJudge(ballots('xxxxx'), anyway)).toBe(false);
  });

  it('decides when it names the same candidate in both orders', () => {
    expect(judgedWinner('y', 'y', 'x')).toEqual({ winner: 'y', isTie: false });
  });

  it('leaves the decision to the vote when it contradicts itself or fails', () => {
    const pairs = [
      ['x', 'y'],
      ['y', 'x'],
      [null, 'y'],
      ['y', null],
      [null, null],
    ] as const;
    for (const [first, second] of pairs) expect(judgedWinner(first, second, 'x')).toEqual({ winner: 'x', isTie: true });
    expect(judgedWinner(null, null, null)).toEqual({ winner: null, isTie: true });
  });
});
