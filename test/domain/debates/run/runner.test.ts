import { describe, expect, it } from 'vitest';
import { LeaseLost } from '../../../../src/domain/shared/errors.ts';
import { DebatesWorld, LEASE_MS } from '../../../support/debates-world.ts';
import { holding, type Script, unless } from '../../../support/providers/scripted-panel.ts';

const hanging: Script = () => 'HANG';
const SLOW_MS = 60_000;
const slow: Script = (ask) => ({ ...holding({ ann: 'x', bob: 'x', cy: 'x' })(ask), afterMs: SLOW_MS });

describe('a runner', () => {
  it('runs at most the allowed number of debates, and claims the next one when one has ended', async () => {
    const world = new DebatesWorld({ script: slow, maxRunning: 2 });
    const ids = [await world.start(), await world.start(), await world.start()].map((debate) => debate.id);
    for (const id of ids) await world.runner.wake(id);
    await world.clock.settle();
    expect(world.runner.running).toBe(2);
    expect(await statuses(world, ids)).toEqual(['RUNNING', 'RUNNING', 'PENDING']);
    await world.clock.until(() => world.signals.some(({ name }) => name === 'debateFinished'));
    await world.clock.settle();
    expect((await statuses(world, ids))[2]).toBe('RUNNING');
    await world.clock.until(() => world.runner.running === 0);
    expect(await statuses(world, ids)).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
  });

  it('claims the next debate also when it may run only one', async () => {
    const world = new DebatesWorld({ maxRunning: 1 });
    const ids = [await world.start(), await world.start(), await world.start()].map((debate) => debate.id);
    await world.runner.wakeWaiting();
    await world.clock.until(() => world.runner.running === 0);
    await world.clock.settle();
    expect(await statuses(world, ids)).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
  });

  it('claims waiting debates, the oldest first', async () => {
    const world = new DebatesWorld({ script: hanging, maxRunning: 2 });
    const ids = [await world.start(), await world.start(), await world.start()].map((debate) => debate.id);
    await world.runner.wakeWaiting();
    await world.clock.settle();
    expect(await statuses(world, ids)).toEqual(['RUNNING', 'RUNNING', 'PENDING']);
    await world.runner.drain(0);
  });

  it('runs a debate once, even if it is woken several times', async () => {
    const world = new DebatesWorld();
    const { id } = await world.start();
    await Promise.all([world.runner.wake(id), world.runner.wake(id), world.anotherRunner().wake(id)]);
    await world.clock.until(() => world.runner.running === 0);
    expect(world.panel.questions).toHaveLength(12);
    await world.runner.wake(id);
    expect(world.runner.running).toBe(0);
  });

  it('keeps its lease as long as it runs', async () => {
    const world = new DebatesWorld({ script: hanging });
    const { id } = await world.start();
    await world.runner.wake(id);
    const another = world.anotherRunner();
    for (let elapsed = 0; elapsed < 10 * LEASE_MS; elapsed += 1_000) {
      await world.clock.advance(1_000);
      expect(await world.store.unheld(1)).toEqual([]);
    }
    await another.wake(id);
    expect([world.runner.running, another.running]).toEqual([1, 0]);
    await world.runner.drain(0);
  });

  it('that is drained claims nothing more, and releases its debate after a stored step', async () => {
    const script = unless((ask) => (ask.participantId === 'cy' ? 'HANG' : undefined), holding({ ann: 'x', bob: 'x' }));
    const world = new DebatesWorld({ script, maxRunning: 1 });
    const ids = [await world.start(), await world.start()].map((debate) => debate.id);
    await world.runner.wakeWaiting();
    await world.clock.settle();
    await world.runner.drain(0);
    await world.runner.wakeWaiting();
    expect(world.runner.running).toBe(0);
    expect(await world.store.unheld(10)).toEqual(ids);
    // Both debates were queued at their start, and the released one was queued again.
    expect(world.woken).toEqual([...ids, ids[0]]);
    expect((await world.find(ids[0] ?? '')).turns.map((turn) => turn.participantId)).toEqual(['ann', 'bob']);
    expect(world.panel.stopped).toEqual([expect.objectContaining({ message: 'The server is shutting down.' })]);
  });
});

describe('a runner whose lease has expired', () => {
  it('has its next write refused and stops, while the new holder continues', async () => {
    const world = new DebatesWorld({ script: slow });
    const { id } = await world.start();
    const stale = world.anotherRunner((ports) => ({ store: withoutRenewing(ports.store) }));
    await stale.wake(id);
    await world.clock.advance(LEASE_MS + 1);
    await world.runner.wake(id);
    await world.clock.until(() => stale.running === 0);
    const interrupted = world.signals.filter(({ name }) => name === 'debateInterrupted');
    expect(interrupted).toEqual([
      { name: 'debateInterrupted', detail: { debateId: id, error: expect.any(LeaseLost) } },
    ]);
    await world.clock.until(() => world.runner.running === 0);
    expect((await world.kinds(id)).filter((kind) => kind === 'proposal.made')).toHaveLength(3);
    expect(await world.payloads(id, 'run.resumed')).toEqual([{ attempt: 2, at: expect.any(String), cutOff: [] }]);
    expect((await world.find(id)).status).toBe('COMPLETED');
  });

  it('stops at its next check when it has nothing to write', async () => {
    const world = new DebatesWorld({ script: hanging });
    const { id } = await world.start();
    await world.runner.wake(id);
    await world.clock.settle();
    await world.store.releaseOf(() => true);
    await world.store.claim(id, 'another process', LEASE_MS);
    await world.clock.until(() => world.runner.running === 0);
    expect(world.panel.stopped).toEqual(Array(3).fill(expect.any(LeaseLost)));
    expect(await world.store.unheld(1)).toEqual([]);
  });
});

describe('a runner that cannot store a turn', () => {
  it('does not retry at once in a loop', async () => {
    const world = new DebatesWorld();
    const { id } = await world.start();
    let tries = 0;
    const runner = world.anotherRunner(({ store }) => ({
      store: Object.assign(Object.create(store), {
        save: () => (++tries > 100 ? new Promise(() => {}) : Promise.reject(new Error('no space left'))),
      }),
    }));
    await runner.wake(id);
    await world.clock.settle();
    expect(tries).toBe(1);
    expect(await world.store.unheld(1)).toEqual([id]);
  });
});

function statuses(world: DebatesWorld, ids: readonly string[]): Promise<string[]> {
  return Promise.all(ids.map(async (id) => (await world.find(id)).status));
}

/** A holder that cannot reach the database to renew its lease, and does not notice it. */
function withoutRenewing<Store extends object>(store: Store): Store {
  return Object.assign(Object.create(store), { renew: async () => {} });
}
