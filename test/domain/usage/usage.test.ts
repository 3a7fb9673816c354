import { describe, expect, it } from 'vitest';
import { eventCursor } from '../../../src/domain/events/cursor.ts';
import { LOG_START } from '../../../src/domain/events/ports.ts';
import { AgentFailure } from '../../../src/domain/shared/call.ts';
import type { UsageGroup } from '../../../src/domain/usage/report.ts';
import type { DebatesWorld } from '../../support/debates-world.ts';
import { aCall, anAttempt, answering, closed, modelWorld } from '../../support/providers/model-debates.ts';
import { unless } from '../../support/providers/scripted-panel.ts';

const TODAY = { lastDays: 1 };
const agreeing = answering('xxxxx');

async function reportOf(world: DebatesWorld, groupBy: UsageGroup[] = [], window = TODAY) {
  await world.count();
  return world.usage.report(world.actor, window, groupBy);
}

async function spentIn(world: DebatesWorld) {
  return (await reportOf(world)).totals.spent;
}

describe('the usage of a workspace', () => {
  it('is empty before the first debate', async () => {
    const world = modelWorld(agreeing);
    const { totals, rows, from, to, countedUpTo } = await reportOf(world, ['DAY']);
    expect(totals.spent).toMatchObject({ calls: 0, unpricedCalls: 0, knownCostUsd: 0 });
    expect({ rows, from, to, countedUpTo }).toEqual({
      ...{ rows: [], from: '2026-01-01', to: '2026-01-01' },
      countedUpTo: world.clock.now(),
    });
  });

  it('is the sum of its debates, with each call counted once', async () => {
    const world = modelWorld(answering('xxyyz', 'xyxyz'));
    const debates = [await world.debate(closed({ mode: 'DELIBERATE' })), await world.debate(closed())];
    await world.count();
    const { spent, debates: ends } = (await reportOf(world)).totals;
    const sum = (of: (spending: (typeof debates)[number]['spending']) => number) =>
      debates.reduce((all, { spending }) => all + of(spending), 0);
    expect(spent.calls).toBe(world.panel.asked.length);
    expect(spent.inputTokens).toBe(sum(({ inputTokens }) => inputTokens));
    expect(spent.outputTokens).toBe(sum(({ outputTokens }) => outputTokens));
    expect(spent.knownCostUsd).toBeCloseTo(sum(({ knownCostUsd }) => knownCostUsd));
    expect(spent).toMatchObject({ failedCalls: 0, unpricedCalls: 0 });
    expect(ends.STARTED).toBe(2);
    expect(ends.DECIDED + ends.NO_CONSENSUS + ends.UNDECIDED).toBe(2);
  });

  it('stays the same when the log is read again', async () => {
    const world = modelWorld(agreeing);
    await world.debate(closed());
    const before = (await reportOf(world)).totals;
    await world.checkpoints.save('usage', LOG_START);
    expect((await reportOf(world)).totals).toEqual(before);
  });

  it('distinguishes failed calls and calls without a price from successful and free ones', async () => {
    const attempts = [
      anAttempt({ failure: 'CUT', costUsd: null, isEstimated: true }),
      anAttempt({ provider: 'other', model: 'n', costUsd: 0 }),
    ];
    const first = { position: 'x', call: aCall({ attempts }) };
    const world = modelWorld(unless(({ participantId }) => (participantId === 'p1' ? first : undefined), agreeing));
    await world.debate(closed());
    const { rows } = await reportOf(world, ['MODEL']);
    expect(rows.map(({ model, spent }) => [model, spent.calls, spent.failedCalls, spent.unpricedCalls])).toEqual([
      ['local:m', 5, 1, 1],
      ['other:n', 1, 0, 0],
    ]);
    expect(rows.map(({ spent }) => spent.estimatedCalls)).toEqual([1, 0]);
  });

  it('includes the calls of failed agents', async () => {
    const attempts = [anAttempt({ failure: 'CUT' }), anAttempt({ failure: 'CUT' })];
    const failing = () => new AgentFailure('CUT', 'It broke off.', aCall({ servedModel: null, attempts }));
    const world = modelWorld(failing);
    await world.debate(closed());
    const { spent, debates } = (await reportOf(world)).totals;
    expect(spent).toMatchObject({ calls: 10, failedCalls: 10 });
    expect(debates).toMatchObject({ STARTED: 1, ABORTED: 1, DECIDED: 0 });
  });

  it('can be grouped by the requested agent', async () => {
    const world = modelWorld(agreeing);
    await world.debate(closed());
    const { rows } = await reportOf(world, ['AGENT']);
    expect(rows.map(({ agentId, spent, debates }) => [agentId, spent.calls, debates])).toEqual(
      ['ant-1', 'goo-1', 'mis-1', 'oai-1', 'xai-1'].map((agentId) => [agentId, 1, null]),
    );
  });

  it('belongs to the day of its events, in UTC', async () => {
    const world = modelWorld(agreeing);
    await world.debate(closed());
    await world.clock.advance(3 * 86_400_000);
    await world.debate(closed());
    const { rows, totals } = await reportOf(world, ['DAY'], { lastDays: 10 });
    expect(rows.map(({ day, spent, debates }) => [day, spent.calls, debates?.STARTED])).toEqual([
      ['2026-01-01', 5, 1],
      ['2026-01-04', 5, 1],
    ]);
    expect(totals.spent.calls).toBe(10);
    expect((await reportOf(world)).totals.spent.calls).toBe(5);
  });

  it('is not visible to another workspace', async () => {
    const world = modelWorld(agreeing);
    await world.debate(closed());
    await world.count();
    const stranger = { ...world.actor, workspaceId: 'wsp_other' };
    expect((await world.usage.report(stranger, TODAY)).totals.spent.calls).toBe(0);
  });

  it('includes a day on which debates only started', async () => {
    const world = modelWorld(() => 'HANG');
    await world.start(closed());
    const { rows } = await reportOf(world, ['DAY']);
    expect(rows).toMatchObject([{ day: '2026-01-01', spent: { calls: 0 }, debates: { STARTED: 1 } }]);
  });

  it('states the time up to which events are counted', async () => {
    const world = modelWorld(agreeing);
    const startedAt = world.clock.now();
    await world.debate(closed());
    await world.clock.advance(60_000);
    expect((await world.usage.report(world.actor, TODAY)).countedUpTo).toEqual(startedAt);
    expect((await reportOf(world)).countedUpTo).toEqual(world.clock.now());
  });
});

describe('a fork', () => {
  it('counts as a debate of its own, with its own calls and agents', async () => {
    const world = modelWorld(answering('xxyyz', 'xxyyz'));
    const debate = await world.debate(closed({ maxRounds: 3 }));
    const proposal = (await world.events(debate.id)).filter(({ kind }) => kind === 'proposal.made')[2]?.seq ?? 0;
    const before = (await spentIn(world)).calls;
    const { id } = await world.debates.fork(world.actor, {
      debateId: debate.id,
      after: eventCursor(debate.id, proposal),
      agents: [{ participantId: 'p4', agentId: 'dee-1' }],
      protocol: {},
    });
    expect((await spentIn(world)).calls).toBe(before);
    const forked = await world.runToEnd(id);
    const own = forked.turns.length - forked.inherited.turns;
    const { totals, rows } = await reportOf(world, ['AGENT']);
    expect(totals.spent.calls).toBe(before + own);
    expect(totals.debates.STARTED).toBe(2);
    expect(rows.find(({ agentId }) => agentId === 'dee-1')?.spent.calls).toBeGreaterThan(0);
  });
});

describe('deleting a debate', () => {
  it('keeps its usage, whether it was counted before or not', async () => {
    const world = modelWorld(agreeing);
    const counted = await world.debate(closed());
    await world.count();
    const uncounted = await world.debate(closed());
    for (const { id } of [counted, uncounted]) await world.debates.delete(world.actor, { id });
    const { spent, debates } = (await reportOf(world)).totals;
    expect(spent.calls).toBe(10);
    expect(debates).toMatchObject({ STARTED: 2, DECIDED: 2 });
  });

  it('that was partly counted counts the rest once', async () => {
    const world = modelWorld(agreeing);
    const { id } = await world.start(closed());
    await world.count();
    await world.runToEnd(id);
    await world.debates.delete(world.actor, { id });
    const { spent, debates } = (await reportOf(world)).totals;
    expect(spent.calls).toBe(5);
    expect(debates).toMatchObject({ STARTED: 1, DECIDED: 1 });
  });
});
