import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { plausibleSpending, spendingOf } from '../../../src/domain/shared/call.ts';
import { isPlausibleAmount, isPlausibleCount } from '../../../src/domain/shared/plausible.ts';
import { usageOf } from '../../../src/domain/usage/call-usage.ts';
import { toCall } from '../../../src/resolvers/agents/call-types.ts';
import { anAttempt } from '../../support/providers/model-debates.ts';

const ABSURD = [-1, 0.5, 1e30, 1e12, Number.NaN, Number.POSITIVE_INFINITY];

describe('numbers from outside', () => {
  it('are counts only when they can be tokens', () => {
    for (const value of [0, 1, 10_000_000]) expect(isPlausibleCount(value)).toBe(true);
    for (const value of [...ABSURD, '1', null, undefined, true, [1], {}]) expect(isPlausibleCount(value)).toBe(false);
  });

  it('are amounts only when they are finite and not negative', () => {
    for (const value of [0, 0.01]) expect(isPlausibleAmount(value)).toBe(true);
    for (const value of [-1, 1e30, Number.NaN, Number.POSITIVE_INFINITY, '1', null])
      expect(isPlausibleAmount(value)).toBe(false);
  });

  it.each(ABSURD)('that were stored before leave sums, columns and the API: %s', (count) => {
    const attempts = [anAttempt({ inputTokens: count, costUsd: count, latencyMs: count }), anAttempt()];
    const sound = { inputTokens: 100, costUsd: null };
    expect(spendingOf(attempts)).toMatchObject({ ...sound, outputTokens: 50, knownCostUsd: 0.01 });
    expect(usageOf(attempts[0] ?? anAttempt())).toMatchObject({ inputTokens: 0, estimatedCalls: 1, unpricedCalls: 1 });
    const call = toCall({ requestedModel: 'local:m', servedModel: null, attempts });
    expect(call).toMatchObject(sound);
    expect(call?.attempts[0]).toMatchObject({ inputTokens: 0, isEstimated: true, costUsd: null, latencyMs: 0 });
  });

  it('leave stored sums too', () => {
    const absurd = { inputTokens: -1, outputTokens: 1e30, costUsd: -5, knownCostUsd: Number.NaN };
    expect(plausibleSpending(absurd)).toEqual({ inputTokens: 0, outputTokens: 0, costUsd: null, knownCostUsd: 0 });
    const sound = { inputTokens: 3e8, outputTokens: 1, costUsd: 0.5, knownCostUsd: 0.5 };
    expect(plausibleSpending(sound)).toEqual(sound);
  });
});
