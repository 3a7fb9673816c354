import { describe, expect, it } from 'vitest';
import type { Debate } from '../../../../src/domain/debates/debate.ts';
import { DebatesWorld } from '../../../support/debates-world.ts';
import { holding, type Script, unless } from '../../../support/providers/scripted-panel.ts';

const SPLIT = { ann: 'x', bob: 'x', cy: 'y' };

/** cy changes its position in every round. */
const restless: Script = unless(
  ({ participantId, kind, round }) =>
    participantId === 'cy' && kind === 'REVISION' ? { position: round % 2 === 0 ? 'y' : 'z' } : undefined,
  holding(SPLIT),
);

function endOf({ status, outcome, stopReason, endedAt }: Debate) {
  return { status, outcome, stopReason, hasEnded: endedAt !== null };
}

describe('why a debate stops', () => {
  it('CONVERGED: no position changed in a round', async () => {
    const world = new DebatesWorld({ script: holding(SPLIT) });
    const debate = await world.debate({ protocol: { maxRounds: 5 } });
    expect(endOf(debate)).toMatchObject({ status: 'COMPLETED', outcome: 'DECIDED', stopReason: 'CONVERGED' });
    expect(debate.phase).toMatchObject({ kind: 'VOTE', round: 1 });
  });

  it('MAX_ROUNDS: a position still changes in the last round', async () => {
    const world = new DebatesWorld({ script: restless });
    const debate = await world.debate({ protocol: { maxRounds: 4 } });
    expect(endOf(debate)).toMatchObject({ status: 'COMPLETED', stopReason: 'MAX_ROUNDS' });
    expect(debate.phase).toMatchObject({ kind: 'VOTE', round: 4 });
  });

  it('CONVERGED only after an agent with `hasMore` has stated its argument', async () => {
    const script: Script = (ask) => ({ ...holding(SPLIT)(ask), hasMore: ask.kind === 'REVISION' && ask.round < 3 });
    const world = new DebatesWorld({ script });
    const debate = await world.debate({ protocol: { maxRounds: 5 } });
    expect(debate).toMatchObject({ stopReason: 'CONVERGED', phase: { kind: 'VOTE', round: 3 } });
  });

  it('CONVERGED only after all agents could answer evidence from the end of a round', async () => {
    const script = unless(
      ({ participantId, kind, round }) =>
        participantId === 'ann' && kind === 'REVISION' && round === 1 ? { position: 'x', evidence: ['e1'] } : undefined,
      holding(SPLIT),
    );
    const world = new DebatesWorld({ script });
    const debate = await world.debate({ protocol: { maxRounds: 5 } });
    expect(debate).toMatchObject({ stopReason: 'CONVERGED', phase: { kind: 'VOTE', round: 2 } });
  });

  it('CONVERGED at once when the evidence at the end of a round was known before', async () => {
    const script: Script = (ask) => ({ ...holding(SPLIT)(ask), evidence: ['e1'] });
    const debate = await new DebatesWorld({ script }).debate({ protocol: { maxRounds: 5 } });
    expect(debate).toMatchObject({ stopReason: 'CONVERGED', phase: { kind: 'VOTE', round: 1 } });
  });

  it('MAX_ROUNDS: an agent states new evidence at the end of the last round', async () => {
    const script = unless(
      ({ participantId, kind }) =>
        participantId === 'ann' && kind === 'REVISION' ? { position: 'x', evidence: ['e1'] } : undefined,
      holding(SPLIT),
    );
    const debate = await new DebatesWorld({ script }).debate({ protocol: { maxRounds: 1 } });
    expect(debate).toMatchObject({ stopReason: 'MAX_ROUNDS', phase: { kind: 'VOTE', round: 1 } });
  });

  it('QUORUM_LOST: fewer than two agents answer', async () => {
    const script = unless(
      ({ participantId }) => (participantId === 'ann' ? undefined : new Error('Gone.')),
      holding(SPLIT),
    );
    const world = new DebatesWorld({ script });
    const debate = await world.debate();
    expect(endOf(debate)).toEqual({ status: 'FAILED', outcome: 'ABORTED', stopReason: 'QUORUM_LOST', hasEnded: true });
    expect(debate.verdict).toBeNull();
  });

  it('CANCELLED: a user cancelled it', async () => {
    const world = new DebatesWorld({ script: () => 'HANG' });
    const { id } = await world.start();
    await world.runner.wake(id);
    const debate = await world.clock.passing(world.cancel(id));
    expect(endOf(debate)).toEqual({ status: 'CANCELLED', outcome: 'ABORTED', stopReason: 'CANCELLED', hasEnded: true });
  });

  it('ERROR: a defect stops it, and a signal reports the error', async () => {
    const defect = new Error('cruxes are broken');
    const world = new DebatesWorld({ script: holding(SPLIT) });
    const runner = world.anotherRunner(() => ({
      findCruxes: () => {
        throw defect;
      },
    }));
    const debate = await world.runToEnd((await world.start()).id, runner);
    expect(endOf(debate)).toEqual({ status: 'FAILED', outcome: 'ABORTED', stopReason: 'ERROR', hasEnded: true });
    expect(world.signals).toContainEqual({ name: 'debateError', detail: { debateId: debate.id, error: defect } });
  });
});

describe('outcome and stop reason', () => {
  it('are set exactly when the debate has ended, at every moment', async () => {
    const world = new DebatesWorld({ script: restless });
    const { id } = await world.start({ protocol: { maxRounds: 2, paceMs: 100 } });
    await world.runner.wake(id);
    const seen = new Set<string>();
    while (world.runner.running > 0) {
      const debate = await world.find(id);
      const isSet = [debate.outcome, debate.stopReason, debate.endedAt].map((value) => value !== null);
      expect(isSet).toEqual(Array(3).fill(debate.isEnded));
      seen.add(debate.status);
      await world.clock.advance(50);
    }
    expect((await world.find(id)).outcome).toBe('DECIDED');
    expect(seen).toContain('RUNNING');
  });

  it('are in the last event, and in the signal of the end', async () => {
    const world = new DebatesWorld({ script: holding(SPLIT) });
    const { id } = await world.debate();
    expect((await world.events(id)).at(-1)).toMatchObject({
      kind: 'debate.ended',
      data: { status: 'COMPLETED', outcome: 'DECIDED', stopReason: 'CONVERGED' },
    });
    expect(world.signals.at(-1)).toMatchObject({
      name: 'debateFinished',
      detail: { debateId: id, status: 'COMPLETED', outcome: 'DECIDED', stopReason: 'CONVERGED' },
    });
  });
});
