import { describe, expect, it } from 'vitest';
import { DebatesWorld } from '../../support/debates-world.ts';
import { refusals } from '../../support/refusals.ts';

async function told(world: DebatesWorld) {
  const { items } = await world.auditLog.list(world.actor, { first: 100, order: 'OLDEST_FIRST' });
  return items.map(({ action, target, reason, detail, actor }) => [action, target?.id, reason, detail, actor.userId]);
}

describe('the audit log', () => {
  it('records the cancellation of a queued and of a running debate, with the reason', async () => {
    const world = new DebatesWorld({ script: () => 'HANG' });
    const [waiting, running] = [await world.start(), await world.start()];
    await world.debates.cancel(world.actor, { id: waiting.id, reason: 'Asked twice.' });
    await world.runner.wake(running.id);
    const cancelled = world.debates.cancel(world.actor, { id: running.id });
    await world.clock.until(() => world.runner.running === 0);
    await cancelled;
    expect(await told(world)).toEqual([
      ['debate.cancelled', waiting.id, 'Asked twice.', { was: 'PENDING' }, 'usr_local'],
      ['debate.cancelled', running.id, null, { was: 'RUNNING' }, 'usr_local'],
    ]);
  });

  it('records the deletion of a debate', async () => {
    const world = new DebatesWorld();
    const { id } = await world.debate();
    await world.debates.delete(world.actor, { id, reason: 'By request.' });
    expect(await told(world)).toEqual([['debate.deleted', id, 'By request.', {}, 'usr_local']]);
  });

  it('records the rotation of the receipt key', async () => {
    const world = new DebatesWorld();
    const [key] = await world.receipts.rotateKey(world.actor, { reason: 'Yearly.' });
    expect(await told(world)).toEqual([['receipt-key.rotated', key?.keyId, 'Yearly.', {}, 'usr_local']]);
  });

  it('records no refused action, and an invalid reason is refused', async () => {
    const world = new DebatesWorld();
    const { id } = await world.debate();
    const { debates, receipts, actor } = world;
    expect(await refusals(() => debates.cancel(actor, { id, reason: 'Late.' }))).toEqual(['CONFLICT id']);
    for (const reason of ['', ' ', 'x'.repeat(501), 'a\0']) {
      expect(await refusals(() => debates.delete(actor, { id, reason }))).toEqual(['INVALID_INPUT reason']);
      expect(await refusals(() => debates.cancel(actor, { id, reason }))).toEqual(['INVALID_INPUT reason']);
      expect(await refusals(() => receipts.rotateKey(actor, { reason }))).toEqual(['INVALID_INPUT reason']);
    }
    expect(await told(world)).toEqual([]);
  });

  it('has no entry for a deletion that was rolled back', async () => {
    const world = new DebatesWorld();
    const { id } = await world.debate();
    world.auditStore.append = async () => {
      throw new Error('The disk is full.');
    };
    await expect(world.debates.delete(world.actor, { id })).rejects.toThrow('The disk is full.');
    expect((await world.find(id)).id).toBe(id);
    expect(await world.kinds(id)).not.toContain('debate.deleted');
  });
});
