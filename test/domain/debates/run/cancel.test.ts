import { describe, expect, it } from 'vitest';
import { DebatesWorld, LEASE_MS } from '../../../support/debates-world.ts';
import { LOST } from '../../../support/fake-bus.ts';
import { holding, type Script, unless } from '../../../support/providers/scripted-panel.ts';
import { refusals } from '../../../support/refusals.ts';

/** cy never answers. The others answer at once. */
const stuck = unless((ask) => (ask.participantId === 'cy' ? 'HANG' : undefined), holding({ ann: 'x', bob: 'x' }));

const slow: Script = (ask) => ({ ...holding({ ann: 'x', bob: 'x', cy: 'x' })(ask), afterMs: 1_000 });

async function aRunningDebate(wish: ConstructorParameters<typeof DebatesWorld>[0] = {}) {
  const world = new DebatesWorld({ script: stuck, ...wish });
  const { id } = await world.start();
  await world.runner.wake(id);
  await world.clock.settle();
  return { world, id };
}

describe('cancelling a running debate', () => {
  it('stops the debate and its pending agent calls at once', async () => {
    const { world, id } = await aRunningDebate();
    const before = world.clock.now();
    const debate = await world.cancel(id);
    expect(debate).toMatchObject({ status: 'CANCELLED', outcome: 'ABORTED', stopReason: 'CANCELLED', verdict: null });
    expect(world.panel.stopped).toHaveLength(1);
    expect(world.clock.now()).toEqual(before);
    await world.clock.settle();
    expect(world.runner.running).toBe(0);
  });

  it('keeps the turns stored before', async () => {
    const { world, id } = await aRunningDebate();
    const debate = await world.cancel(id);
    expect(debate.turns.map((turn) => turn.participantId)).toEqual(['ann', 'bob']);
    expect((await world.kinds(id)).slice(-3)).toEqual(['proposal.made', 'proposal.made', 'debate.ended']);
  });

  it('stops the debate within two seconds while notifications do not arrive', async () => {
    const world = new DebatesWorld({ script: stuck, fate: () => LOST });
    world.bus.isHearing = false;
    const { id } = await world.start();
    await world.runner.wake(id);
    const before = world.clock.now().getTime();
    const debate = await world.clock.passing(world.cancel(id));
    expect(debate.status).toBe('CANCELLED');
    expect(world.clock.now().getTime() - before).toBeLessThanOrEqual(2_000);
  });

  it('stops the debate at the next renewal of its lease when one notification is lost', async () => {
    const { world, id } = await aRunningDebate({ fate: () => LOST });
    expect((await world.clock.passing(world.cancel(id))).status).toBe('RUNNING');
    await world.clock.advance(LEASE_MS / 3);
    expect((await world.find(id)).status).toBe('CANCELLED');
  });

  it('returns the unchanged debate after two seconds when its holder has crashed', async () => {
    const world = new DebatesWorld({ script: stuck });
    const { id } = await world.start();
    await world.store.claim(id, 'a process that died', 15_000);
    const debate = await world.clock.passing(world.cancel(id));
    expect(debate.status).toBe('PENDING');
    await world.clock.advance(15_001);
    expect((await world.runToEnd(id)).status).toBe('CANCELLED');
    expect(world.panel.stopped).toHaveLength(world.panel.asked.length);
  });
});

describe('cancelling a debate', () => {
  it('ends a queued debate, and no process runs it afterwards', async () => {
    const world = new DebatesWorld();
    const { id } = await world.start();
    expect(await world.cancel(id)).toMatchObject({ status: 'CANCELLED', startedAt: null });
    expect(await world.kinds(id)).toEqual(['debate.started', 'debate.ended']);
    await world.runner.wake(id);
    expect(world.panel.asked).toEqual([]);
  });

  it('emits the signal of the end for a queued debate', async () => {
    const world = new DebatesWorld();
    const { id } = await world.start();
    await world.cancel(id);
    const told = world.signals.filter(({ name }) => name === 'debateFinished');
    const detail = { debateId: id, status: 'CANCELLED', outcome: 'ABORTED', stopReason: 'CANCELLED', durationMs: 0 };
    expect(told).toEqual([{ name: 'debateFinished', detail }]);
  });

  it.each(['PENDING', 'RUNNING'] as const)(
    'is refused when the debate has ended since it was read as %s',
    async (status) => {
      const world = new DebatesWorld({ script: slow });
      const { id } = await world.start();
      if (status === 'RUNNING') await world.runner.wake(id);
      await world.clock.settle();
      const stale = await world.find(id);
      expect(stale.status).toBe(status);
      await world.runToEnd(id);
      world.store.findMany = async () => [stale];
      expect(await refusals(() => world.debates.cancel(world.actor, { id }))).toEqual(['CONFLICT id']);
      expect(await world.store.commandsOf(id)).toEqual([]);
      expect((await world.kinds(id)).filter((kind) => kind === 'debate.ended')).toHaveLength(1);
    },
  );

  it('is refused when the debate has ended', async () => {
    const world = new DebatesWorld();
    const { id } = await world.debate();
    expect(await refusals(() => world.debates.cancel(world.actor, { id }))).toEqual(['CONFLICT id']);
  });

  it('of another workspace is refused as not found', async () => {
    const { world, id } = await aRunningDebate();
    const stranger = { ...world.actor, workspaceId: 'wsp_other' };
    expect(await refusals(() => world.debates.cancel(stranger, { id }))).toEqual(['NOT_FOUND id']);
    await world.clock.advance(5_000);
    expect((await world.find(id)).status).toBe('RUNNING');
    await world.runner.drain(0);
  });
});
