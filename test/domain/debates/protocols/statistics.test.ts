import { describe, expect, it } from 'vitest';
import { betaCdf, betaQuantile } from '../../../../src/domain/debates/protocols/beta-distribution.ts';
import { collapseOf } from '../../../../src/domain/debates/protocols/collapse.ts';
import { gainOf, populationGain } from '../../../../src/domain/debates/protocols/debate-gain.ts';
import { followingOf } from '../../../../src/domain/debates/protocols/majority-following.ts';
import { aRecord, times } from '../../../support/records.ts';

const corrected = aRecord({ blind: 'yyx', final: 'xxx', winner: 'x', groundTruth: 'x' });
const subverted = aRecord({ blind: 'xxy', final: 'yyy', winner: 'y', groundTruth: 'x' });
const unchanged = aRecord({ blind: 'xxy', winner: 'x', groundTruth: 'x' });

describe('the gain of a debate', () => {
  it.each([
    ['x', 'x', null, 'UNCHANGED'],
    ['x', 'y', null, 'UNKNOWN'],
    ['x', 'y', 'y', 'CORRECTED'],
    [null, 'y', 'y', 'CORRECTED'],
    ['x', 'y', 'x', 'SUBVERTED'],
    ['x', null, 'x', 'SUBVERTED'],
    ['x', 'y', 'z', 'UNCHANGED'],
  ] as const)('from %s to %s with the ground truth %s is %s', (baseline, winner, answer, expected) => {
    expect(gainOf(baseline, winner, answer)).toBe(expected);
  });
});

describe('the gain of many debates', () => {
  it('is corrected minus subverted, with its interval', () => {
    const gain = populationGain([...times(15, corrected), ...times(5, subverted), ...times(180, unchanged)]);
    const half = 1.96 * Math.sqrt((0.1 - 0.05 ** 2) / 200);
    expect(gain).toMatchObject({
      n: 200,
      corrected: 15,
      subverted: 5,
      value: 0.05,
      withoutGroundTruth: 0,
      maxAbs: null,
    });
    expect(gain.interval).toEqual([expect.closeTo(0.05 - half, 12), expect.closeTo(0.05 + half, 12)]);
  });

  it('is not computed below 100 debates with ground truth, but the counts are', () => {
    const few = [...times(9, corrected), ...times(90, unchanged)];
    expect(populationGain(few)).toMatchObject({ n: 99, corrected: 9, value: null, interval: null });
    expect(populationGain([...few, unchanged]).value).toBe(0.09);
  });

  it('is limited by the share of changed verdicts when no ground truth is known', () => {
    const records = [
      ...times(3, { ...corrected, groundTruth: null }),
      ...times(7, { ...unchanged, groundTruth: null }),
    ];
    expect(populationGain(records)).toMatchObject({ n: 0, value: null, withoutGroundTruth: 10, maxAbs: 0.3 });
  });

  it('is measured against the plain majority, without weights', () => {
    const record = aRecord({ blind: 'yyx', weights: [1, 1, 9], winner: 'x', groundTruth: 'x' });
    expect(populationGain([record]).corrected).toBe(1);
  });
});

describe('following over many debates', () => {
  const follow = { participantId: 'c', opportunities: 2, moves: 1, unexplained: 1 };
  const record = aRecord({ blind: 'xxy', final: 'xxx', following: [follow] });

  it('is counted for each agent, without an index below 300 debates', () => {
    const [, , third] = followingOf(times(299, record));
    const counts = { agentId: 'c', debates: 299, opportunities: 598, moves: 299, unexplained: 299 };
    expect(third).toEqual({ ...counts, index: null, interval: null });
  });

  it('has an index with its interval from 300 debates on', () => {
    const [first, , third] = followingOf(times(300, record));
    expect(third?.index).toBeCloseTo(301 / 605, 12);
    const [low = Number.NaN, high = Number.NaN] = third?.interval ?? [];
    // The normal approximation is accurate at this size.
    const half = 1.96 * Math.sqrt((301 * 304) / 605 ** 2 / 606);
    expect([low, high]).toEqual([expect.closeTo(301 / 605 - half, 3), expect.closeTo(301 / 605 + half, 3)]);
    expect(first?.index).toBeCloseTo(1 / 5, 12);
  });

  it('ignores debates without an exchange', () => {
    expect(followingOf(times(300, { ...record, hadExchange: false }))).toEqual([]);
  });
});

describe('collapse over many debates', () => {
  const rescued = aRecord({ blind: 'yyx', final: 'xxx', groundTruth: 'x' });
  const wronged = aRecord({ blind: 'yyx', final: 'yyy', groundTruth: 'x' });
  const open = aRecord({ blind: 'yyx', final: 'yyx', groundTruth: 'x' });

  it('is a rate from 100 contested debates on, and counts below', () => {
    const few = [...times(30, rescued), ...times(9, wronged), ...times(60, open)];
    const counts = { contested: 99, collapsed: 39, withCorrectBlindAnswer: 99, wrongful: 9 };
    expect(collapseOf(few)).toEqual({ ...counts, rate: null, wrongfulRate: null });
    expect(collapseOf([...few, open])).toMatchObject({ rate: 0.39, wrongfulRate: 0.09 });
  });

  it('is wrongful only when a debater was right and the ground truth is known', () => {
    const noneRight = aRecord({ blind: 'yyz', final: 'yyy', groundTruth: 'x' });
    const result = collapseOf([noneRight, { ...wronged, groundTruth: null }]);
    expect(result).toMatchObject({ contested: 2, collapsed: 2, withCorrectBlindAnswer: 0, wrongful: 0 });
  });

  it('ignores debates without an exchange and without a difference', () => {
    expect(collapseOf([aRecord({ blind: 'xyz' }), aRecord({ blind: 'xxx', final: 'xxx' })]).contested).toBe(0);
  });
});

describe('the beta distribution', () => {
  it('has the values that are known in closed form', () => {
    expect(betaCdf(0.3, 1, 4)).toBeCloseTo(1 - 0.7 ** 4, 12);
    expect(betaCdf(0.8, 3, 1)).toBeCloseTo(0.8 ** 3, 12);
    expect(betaCdf(0.5, 700, 700)).toBeCloseTo(0.5, 10);
    expect([betaCdf(0, 2, 2), betaCdf(1, 2, 2)]).toEqual([0, 1]);
  });

  it('has quantiles that are its inverse', () => {
    for (const [a, b] of [
      [1, 4],
      [301, 304],
      [2, 9_000],
      [30_000, 70_000],
    ] as const)
      for (const p of [0.025, 0.5, 0.975]) expect(betaCdf(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 4);
  });
});
