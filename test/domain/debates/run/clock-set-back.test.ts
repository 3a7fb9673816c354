import { describe, expect, it } from 'vitest';
import { DebatesWorld, LEASE_MS } from '../../../support/debates-world.ts';
import { LOST } from '../../../support/fake-bus.ts';
import { holding, type Script } from '../../../support/providers/scripted-panel.ts';

const HOUR = 3_600_000;

describe('a clock that is set back by an hour', () => {
  it('does not prevent a runner from renewing its lease', async () => {
    const world = new DebatesWorld({ script: () => 'HANG' });
    const { id } = await world.start();
    await world.runner.wake(id);
    await world.clock.advance(LEASE_MS / 2);
    world.clock.setBack(HOUR);
    for (let elapsed = 0; elapsed < 3 * LEASE_MS; elapsed += 1_000) {
      await world.clock.advance(1_000);
      expect(await world.store.unheld(1)).toEqual([]);
    }
    await world.runner.drain(0);
  });

  it('does not delay the result of a cancellation by more than two seconds', async () => {
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

  it('does not make a debate wait longer than its pace', async () => {
    const script: Script = (ask) => ({ ...holding({ ann: 'x', bob: 'x', cy: 'x' })(ask), afterMs: 700 });
    const world = new DebatesWorld({ script });
    const { id } = await world.start({ protocol: { paceMs: 1_000 } });
    await world.runner.wake(id);
    // The proposals are stored, the last one at 2,700 ms. The critiques arrive at 3,400 ms.
    await world.clock.advance(3_000);
    expect((await world.find(id)).turns).toHaveLength(3);
    world.clock.setBack(HOUR);
    await world.clock.advance(400 + 1_000);
    expect((await world.find(id)).turns).toHaveLength(4);
    await world.runner.drain(0);
  });
});
