import { describe, expect, it } from 'vitest';
import { DebatesWorld } from '../../../support/debates-world.ts';
import { holding, type Script } from '../../../support/providers/scripted-panel.ts';

const SPLIT = { ann: 'x', bob: 'x', cy: 'y' };

async function gapsOf(world: DebatesWorld, id: string): Promise<number[]> {
  const times = (await world.find(id)).turns.map((turn) => Date.parse(turn.at));
  return times.slice(1).map((time, at) => time - (times[at] ?? 0));
}

describe('the pace', () => {
  it('is the minimum time between two turns', async () => {
    const world = new DebatesWorld({ script: holding(SPLIT) });
    const { id } = await world.debate({ protocol: { paceMs: 1_500 } });
    expect(await gapsOf(world, id)).toEqual(Array(11).fill(1_500));
  });

  it('adds no time for agents that are slower', async () => {
    const slow: Script = (ask) => ({
      ...holding(SPLIT)(ask),
      afterMs: { ann: 2_000, bob: 4_000, cy: 6_000 }[ask.participantId] ?? 0,
    });
    const world = new DebatesWorld({ script: slow });
    const { id } = await world.debate({ protocol: { paceMs: 1_000 } });
    expect(await gapsOf(world, id)).toEqual(Array(11).fill(2_000));
  });

  it('does not delay the first turn', async () => {
    const world = new DebatesWorld({ script: holding(SPLIT) });
    const { id, createdAt } = await world.start({ protocol: { paceMs: 60_000 } });
    await world.runner.wake(id);
    await world.clock.settle();
    expect((await world.find(id)).turns.map((turn) => turn.at)).toEqual([createdAt.toISOString()]);
    await world.runner.drain(0);
  });

  it('takes no time when it is 0', async () => {
    const world = new DebatesWorld({ script: holding(SPLIT) });
    const { createdAt, endedAt } = await world.debate({ protocol: { paceMs: 0 } });
    expect(endedAt).toEqual(createdAt);
  });

  it('is also kept after another process has claimed the debate', async () => {
    const world = new DebatesWorld({ script: holding(SPLIT) });
    const { id } = await world.start({ protocol: { paceMs: 10_000 } });
    await world.runner.wake(id);
    await world.clock.advance(23_000);
    await world.runner.drain(0);
    expect((await world.find(id)).turns).toHaveLength(3);
    await world.clock.advance(4_000);
    await world.runToEnd(id, world.anotherRunner());
    expect(await gapsOf(world, id)).toEqual(Array(11).fill(10_000));
  });
});
