import { describe, expect, it } from 'vitest';
import { UsageDocument } from '../../../src/cli/generated/graphql.ts';
import { aCall, anAttempt, closed, MODELS } from '../../support/providers/model-debates.ts';
import { codesOf, testApi } from '../support/test-api.ts';

/** Five models that agree. The price of the first is unknown. */
async function apiWithADebate() {
  const api = await testApi({
    models: MODELS,
    script: ({ participantId }) => {
      const costUsd = participantId === 'p1' ? null : 0.25;
      return { position: 'x', call: aCall({ attempts: [anAttempt({ costUsd, model: participantId })] }) };
    },
  });
  await api.world.debate(closed());
  await api.world.count();
  return api;
}

describe('usage', () => {
  it('returns only totals without groupBy', async () => {
    const api = await apiWithADebate();
    const { data, errors } = await api.execute(UsageDocument, { window: { lastDays: 1 } });
    expect(errors).toBeUndefined();
    expect(data?.usage).toEqual({
      ...{ from: '2026-01-01', to: '2026-01-01', countedUpTo: api.world.clock.now().toISOString(), rows: [] },
      totals: {
        spent: {
          ...{ calls: 5, failedCalls: 0, unpricedCalls: 1, estimatedCalls: 0, inputTokens: 500, outputTokens: 250 },
          ...{ costUsd: null, knownCostUsd: 1 },
        },
        debates: { started: 1, decided: 1, noConsensus: 0, undecided: 0, aborted: 0 },
      },
    });
  });

  it('returns a row for each group, with a cost when all prices are known', async () => {
    const api = await apiWithADebate();
    const window = { days: { from: '2026-01-01', to: '2026-01-31' } };
    const { data } = await api.execute(UsageDocument, { window, groupBy: ['DAY', 'MODEL'] });
    expect(data?.usage.rows.map(({ day, agentKey, model, spent }) => [day, agentKey, model, spent.costUsd])).toEqual([
      ['2026-01-01', null, 'local:p1', null],
      ...['p2', 'p3', 'p4', 'p5'].map((model) => ['2026-01-01', null, `local:${model}`, 0.25]),
    ]);
    expect(data?.usage.rows.map(({ debates }) => debates)).toEqual([null, null, null, null, null]);
  });

  it('returns the debates of each day', async () => {
    const api = await apiWithADebate();
    const { data } = await api.execute(UsageDocument, { window: { lastDays: 7 }, groupBy: ['DAY'] });
    expect(data?.usage.rows).toMatchObject([{ day: '2026-01-01', debates: { started: 1, decided: 1 } }]);
  });

  it('refuses invalid days, and says how to correct them', async () => {
    const api = await testApi();
    const window = { days: { from: '2026-02-01', to: '2026-01-01' } };
    const { errors } = await api.execute(UsageDocument, { window });
    expect(errors).toMatchObject([
      {
        message: 'window.days.from: it is after the last day, 2026-01-01. Exchange them, or leave `to` out for today.',
        extensions: { code: 'INVALID_INPUT', userErrors: [{ field: ['window', 'days', 'from'] }] },
      },
    ]);
    const codes = async (window: object) => codesOf(await api.execute(String(UsageDocument), { window }));
    expect(await codes({ days: { from: '2026-02-30' } })).toEqual(['BAD_USER_INPUT']);
    expect(await codes({})).toEqual(['BAD_USER_INPUT']);
    expect(await codes({ lastDays: 1, days: { from: '2026-01-01' } })).toEqual(['BAD_USER_INPUT']);
  });

  it('requires usage.read', async () => {
    const api = await testApi();
    const ask = async (role: 'viewer' | 'member') =>
      codesOf(await api.execute(UsageDocument, { window: { lastDays: 1 } }, { roles: [role] }));
    expect([await ask('viewer'), await ask('member')]).toEqual([['FORBIDDEN'], []]);
  });
});
