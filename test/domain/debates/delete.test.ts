import { describe, expect, it } from 'vitest';
import { verifyChain } from '../../../src/domain/events/event.ts';
import { DebatesWorld } from '../../support/debates-world.ts';
import { refusals } from '../../support/refusals.ts';

describe('deleting a debate', () => {
  it('is refused while the debate is queued or running', async () => {
    const world = new DebatesWorld({ script: () => 'HANG' });
    const { id } = await world.start();
    expect(await refusals(() => world.debates.delete(world.actor, { id }))).toEqual(['CONFLICT id']);
    await world.runner.wake(id);
    expect(await refusals(() => world.debates.delete(world.actor, { id }))).toEqual(['CONFLICT id']);
    expect((await world.find(id)).id).toBe(id);
    await world.runner.drain(0);
  });

  it('erases the data of its events, and the hash chain stays valid', async () => {
    const world = new DebatesWorld();
    const { id } = await world.debate();
    const before = await world.events(id);
    expect(await world.debates.delete(world.actor, { id })).toBe(id);
    expect(await refusals(() => world.find(id))).toEqual(['NOT_FOUND id']);
    const after = await world.events(id);
    expect(after.slice(0, -1)).toEqual(before.map((event) => ({ ...event, data: null, salt: null })));
    expect(after.at(-1)).toMatchObject({ kind: 'debate.deleted', data: { by: world.actor.userId } });
    expect(verifyChain(after)).toEqual({ intact: true, erased: before.map((event) => event.seq) });
  });

  it('by several concurrent requests leaves one tombstone', async () => {
    const world = new DebatesWorld();
    const { id } = await world.debate();
    const deletions = await Promise.allSettled([1, 2, 3].map(() => world.debates.delete(world.actor, { id })));
    expect(deletions.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect((await world.kinds(id)).filter((kind) => kind === 'debate.deleted')).toHaveLength(1);
  });

  it('does not change other debates', async () => {
    const world = new DebatesWorld();
    const [one, other] = [await world.debate(), await world.debate()];
    const before = await world.events(other.id);
    await world.debates.delete(world.actor, { id: one.id });
    expect(await world.events(other.id)).toEqual(before);
    expect((await world.find(other.id)).verdict).not.toBeNull();
  });

  it('is refused the second time', async () => {
    const world = new DebatesWorld();
    const { id } = await world.debate();
    await world.debates.delete(world.actor, { id });
    expect(await refusals(() => world.debates.delete(world.actor, { id }))).toEqual(['NOT_FOUND id']);
  });

  it('of another workspace is refused as not found', async () => {
    const world = new DebatesWorld();
    const { id } = await world.debate();
    const stranger = { ...world.actor, workspaceId: 'wsp_other' };
    expect(await refusals(() => world.debates.delete(stranger, { id }))).toEqual(['NOT_FOUND id']);
    expect((await world.events(id)).every((event) => event.data !== null)).toBe(true);
  });
});
