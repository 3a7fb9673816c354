import { describe, expect, it } from 'vitest';
import { DebatesWorld, LEASE_MS } from '../../../support/debates-world.ts';
import { LOST } from '../../../support/fake-bus.ts';
import { holding, type Script } from '../../../support/providers/scripted-panel.ts';

const HOUR = 3_600_000;

describe('a clock that is set back an hour', () => {
  it('keeps no runner from renewing its lease', async () => {
    const world = new DebatesWorld({ script: () => 'HANG' });
    const { id } = await world.start();
    await world.runner.wake(id);
    await world.clock.advance(LEASE_MS / 2);
    world.clock.setBack(HOUR);
    for (let elapsed = 0; elapsed < 3 * LEASE_MS; elapsed += 1_000) {
      await world.clock.advance(1_000);
      expect(await world.store.unheld(1)).toEqual([]);
    }
    await world.runner.drain();
  });

  it('lets a cancellation that nobody carries out answer within two seconds all the same', async () => {
    const world = new DebatesWorld({ fate: () => LOST });
    const { id } = await world.start();
    await world.store.claim(id, 'a process that died', 2 * HOUR);
    const before = world.clock.monotonicMs();
    const cancelling = world.cancel(id);
    await world.clock.advance(500);
    world.clock.setBack(HOUR);
    expect((await world.clock.passing(cancelling)).status).toBe('PENDING');
    expect(world.clock.monotonicMs() - before).toBeLessThanOrEqual(2_000);
  });

  it('makes no debate wait for longer than its pace', async () => {
    const script: Script = (ask) => ({ ...holding({ ann: 'x', bob: 'x', cy: 'x' })(ask), afterMs: 700 });
    const world = new DebatesWorld({ script });
    const { id } = await world.start({ protocol: { paceMs: 1_000 } });
    await world.runner.wake(id);
    // The proposals are kept, the last one at 2,700; the critiques come at 3,400.
    await world.clock.advance(3_000);
    expect((await world.find(id)).turns).toHaveLength(3);
    world.clock.setBack(HOUR);
    await world.clock.advance(400 + 1_000);
    expect((await world.find(id)).turns).toHaveLength(4);
    await world.runner.drain();
  });
});
