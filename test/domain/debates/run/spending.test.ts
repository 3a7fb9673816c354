import { describe, expect, it } from 'vitest';
import { AgentFailure } from '../../../../src/domain/shared/call.ts';
import { aCall, anAttempt, answering, closed, modelWorld, PANEL } from '../../../support/providers/model-debates.ts';
import { type Script, unless } from '../../../support/providers/scripted-panel.ts';
import { refusals } from '../../../support/refusals.ts';

/** Every call costs a cent and 150 tokens, and the debaters do not agree. */
const costly: Script = answering('xxyyz', 'xyxyz');

function limited(limits: { maxCostUsd?: number; maxTokens?: number; deadline?: string }) {
  const wanted = closed({ mode: 'DELIBERATE', maxRounds: 12 });
  return { ...wanted, protocol: { ...wanted.protocol, limits } };
}

describe('a limit', () => {
  it('of cost ends the debate with a partial verdict, at most one call of each agent above the limit', async () => {
    const world = modelWorld(costly);
    const debate = await world.debate(limited({ maxCostUsd: 0.07 }));
    expect(debate).toMatchObject({ status: 'COMPLETED', stopReason: 'BUDGET', verdict: { isPartial: true } });
    expect(debate.verdict?.winner ?? debate.verdict?.outcome).toBeTruthy();
    expect(debate.spending.costUsd).toBeGreaterThanOrEqual(0.07);
    expect(debate.spending.costUsd).toBeLessThanOrEqual(0.07 + PANEL.length * 0.01);
    expect(world.panel.asked).toHaveLength(10);
  });

  it('of tokens applies also when no price is known', async () => {
    const free: Script = (ask) => ({
      ...(costly(ask) as object),
      call: aCall({ attempts: [anAttempt({ costUsd: null })] }),
    });
    const debate = await modelWorld(free).debate(limited({ maxTokens: 700 }));
    expect(debate).toMatchObject({ stopReason: 'BUDGET', spending: { costUsd: null, knownCostUsd: 0 } });
    expect(debate.spending.inputTokens + debate.spending.outputTokens).toBe(750);
  });

  it('applies by default', async () => {
    const rich: Script = (ask) => ({
      ...(costly(ask) as object),
      call: aCall({ attempts: [anAttempt({ costUsd: 0.3 })] }),
    });
    const debate = await modelWorld(rich).debate(closed({ mode: 'DELIBERATE', maxRounds: 12 }));
    expect(debate).toMatchObject({ stopReason: 'BUDGET', protocol: { limits: { maxCostUsd: 1, maxTokens: 500_000 } } });
  });

  it('includes the cost of failed attempts, also while their turn is not finished', async () => {
    const attempts = [anAttempt({ failure: 'CUT', costUsd: 0.05 }), anAttempt({ failure: 'CUT', costUsd: 0.05 })];
    const failing: Script = () => new AgentFailure('CUT', 'It broke off.', aCall({ servedModel: null, attempts }));
    const debate = await modelWorld(failing).debate(closed());
    expect(debate.spending.costUsd).toBeCloseTo(0.5);
  });

  it('of time stops pending calls and decides with the turns so far', async () => {
    const world = modelWorld(unless(({ kind }) => (kind === 'CRITIQUE' ? 'HANG' : undefined), costly));
    const deadline = new Date(world.clock.now().getTime() + 60_000).toISOString();
    const debate = await world.debate(limited({ deadline }));
    expect(debate).toMatchObject({ status: 'COMPLETED', stopReason: 'DEADLINE', verdict: { isPartial: true } });
    expect(debate.failures.map(({ code }) => code)).toEqual(Array(5).fill('CANCELLED'));
    expect(world.panel.stopped).toHaveLength(5);
  });

  it('includes the cost of calls that a cancellation stops', async () => {
    const world = modelWorld(() => 'HANG');
    world.panel.givenUp = [anAttempt({ failure: 'CANCELLED', costUsd: 0.02 })];
    const { id } = await world.start(closed());
    await world.runner.wake(id);
    await world.clock.settle();
    const debate = await world.clock.passing(world.cancel(id));
    expect(debate).toMatchObject({ status: 'CANCELLED', spending: { costUsd: 0.1 } });
  });

  it('includes the cost of an unfinished turn before it is stored', async () => {
    const world = modelWorld(costly);
    let allowed: boolean | undefined;
    const runner = world.anotherRunner(() => ({
      ask: async (_ask, listener) => {
        allowed = listener.attempted(anAttempt({ failure: 'CUT', costUsd: 2 }));
        throw new AgentFailure('CUT', 'It broke off.');
      },
    }));
    await world.runToEnd((await world.start(closed())).id, runner);
    expect(allowed).toBe(false);
  });

  it('of time applies at any pace', async () => {
    const world = modelWorld(costly);
    const deadline = new Date(world.clock.now().getTime() + 30_000).toISOString();
    const { protocol } = limited({ deadline });
    const { endedAt, createdAt } = await world.debate({ ...closed(), protocol: { ...protocol, paceMs: 60_000 } });
    expect((endedAt?.getTime() ?? 0) - createdAt.getTime()).toBe(30_000);
  });

  it('includes the cost of calls that a stopping server stops, and their turns are requested again', async () => {
    const world = modelWorld(() => 'HANG');
    world.panel.givenUp = [anAttempt({ failure: 'CANCELLED', costUsd: 0.02 })];
    const { id } = await world.start(closed());
    await world.runner.wake(id);
    await world.clock.settle();
    await world.runner.drain(0);
    const { spending, awaited, status } = await world.find(id);
    expect([spending.costUsd, awaited.length, status]).toEqual([0.1, 5, 'RUNNING']);
  });

  it.each([
    ['a cost that cannot be computed', { maxCostUsd: 1 }, ['x-1', 'ant-1'], 'limits.maxCostUsd'],
    ['a negative cost', { maxCostUsd: -1 }, undefined, 'limits.maxCostUsd'],
    ['0 tokens', { maxTokens: 0 }, undefined, 'limits.maxTokens'],
    ['a time in the past', { deadline: '2020-01-01T00:00:00.000Z' }, undefined, 'limits.deadline'],
    ['an invalid time', { deadline: 'soon' }, undefined, 'limits.deadline'],
  ])('of %s is refused', async (_, limits, agents, field) => {
    const world = modelWorld(costly, { models: ['x-1', ...PANEL] });
    const wanted = { ...limited(limits), ...(agents && { agents }) };
    expect(await refusals(() => world.start(wanted))).toContain(`INVALID_INPUT ${field}`);
  });
});

describe('a workspace', () => {
  it('has a limited number of open debates', async () => {
    const world = modelWorld(costly, { mostOpen: 2 });
    await world.start(closed());
    const { id } = await world.start(closed());
    expect(await refusals(() => world.start(closed()))).toEqual(['QUOTA_EXCEEDED ']);
    await world.runToEnd(id);
    await expect(world.start(closed())).resolves.toBeDefined();
  });
});

describe('an estimate', () => {
  it('contains the minimum and the maximum of calls and cost', () => {
    const world = modelWorld(costly);
    const { calls, costUsd, unpriced } = world.debates.estimate(closed());
    expect([calls, unpriced]).toEqual([{ least: 5, most: 10 }, []]);
    expect(costUsd?.least).toBeGreaterThan(0);
    expect(costUsd?.most).toBeGreaterThan((costUsd?.least ?? 0) * 1.5);
  });

  it('has no cost when one price is unknown, and is 0 for agents without a model', () => {
    const world = modelWorld(costly, { models: ['x-1', ...PANEL] });
    expect(world.debates.estimate(closed({}, ['x-1', 'ant-1']))).toMatchObject({ costUsd: null, unpriced: ['x-1'] });
    const { decision } = limited({});
    const agents = ['a', 'b'].map((id) => ({ id, label: id, weights: {} }));
    const wanted = { decision: { ...decision, agents }, protocol: {} };
    expect(world.debates.estimate(wanted)).toMatchObject({
      calls: { least: 0, most: 0 },
      costUsd: { least: 0, most: 0 },
    });
  });

  it('is refused with the same errors as the debate', async () => {
    const world = modelWorld(costly);
    expect(await refusals(async () => world.debates.estimate(closed({ maxRounds: 99 })))).toEqual([
      'INVALID_INPUT maxRounds',
    ]);
  });
});
