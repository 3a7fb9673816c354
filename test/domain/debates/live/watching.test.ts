import { describe, expect, it } from 'vitest';
import { eventCursor } from '../../../../src/domain/events/cursor.ts';
import { DebatesWorld } from '../../../support/debates-world.ts';
import { LOST } from '../../../support/fake-bus.ts';
import { refusals } from '../../../support/refusals.ts';

async function all<T>(items: AsyncGenerator<T>): Promise<T[]> {
  const read: T[] = [];
  for await (const item of items) read.push(item);
  return read;
}

describe('following a debate', () => {
  it.each([
    ['every notification arrives', () => [0]],
    ['no notification arrives', () => LOST],
    ['every notification arrives twice', () => [0, 10]],
    ['every notification arrives late', () => [700]],
  ])('returns its whole event log in order until its end, when %s', async (_, fate) => {
    const world = new DebatesWorld({ fate });
    const { id } = await world.start({ protocol: { paceMs: 300 } });
    const following = all((await world.debates.follow(world.actor, id, undefined)).events);
    await world.runToEnd(id);
    expect(await world.clock.passing(following)).toEqual(await world.events(id));
    expect(world.bus.listening).toBe(0);
  });

  it('continues after the cursor of the last received event', async () => {
    const world = new DebatesWorld();
    const { id } = await world.debate();
    const rest = await all((await world.debates.follow(world.actor, id, eventCursor(id, 5))).events);
    expect(rest).toEqual((await world.events(id)).slice(5));
  });

  it('ends at once after the last event', async () => {
    const world = new DebatesWorld();
    const { id } = await world.debate();
    const { length } = await world.events(id);
    expect(await all((await world.debates.follow(world.actor, id, eventCursor(id, length))).events)).toEqual([]);
  });

  it('is refused with the cursor of another debate, and with a cursor after the last event', async () => {
    const world = new DebatesWorld();
    const [one, other] = [await world.debate(), await world.start()];
    const follow = async (id: string, cursor: string) =>
      all((await world.debates.follow(world.actor, id, cursor)).events);
    expect(await refusals(() => follow(other.id, eventCursor(one.id, 1)))).toEqual(['BAD_CURSOR after']);
    expect(await refusals(() => follow(other.id, eventCursor(other.id, 2)))).toEqual(['BAD_CURSOR after']);
  });

  it('is refused when the debate does not exist', async () => {
    const world = new DebatesWorld();
    expect(await refusals(() => world.debates.follow(world.actor, 'dbt_none', undefined))).toEqual([
      'NOT_FOUND debateId',
    ]);
  });
});

describe('watching for changes', () => {
  it('returns the id of each changed debate once, also after several changes', async () => {
    const world = new DebatesWorld();
    const changes = world.debates.changes(world.actor);
    const one = await world.debate();
    const other = await world.start();
    expect([(await changes.next()).value, (await changes.next()).value]).toEqual([one.id, other.id]);
    const waiting = changes.next();
    await world.clock.settle();
    await world.cancel(other.id);
    expect((await waiting).value).toBe(other.id);
    await changes.return(undefined);
  });

  it('ends at once when it is closed', async () => {
    const world = new DebatesWorld();
    const changes = world.debates.changes(world.actor);
    const waiting = changes.next();
    await world.clock.settle();
    await changes.return(undefined);
    expect((await waiting).done).toBe(true);
    expect([world.bus.listening, world.clock.sleeping]).toEqual([0, 0]);
  });

  it('removes its listener when it is closed before the first read', async () => {
    const world = new DebatesWorld();
    await world.debates.changes(world.actor).return(undefined);
    expect(world.bus.listening).toBe(0);
  });
});
