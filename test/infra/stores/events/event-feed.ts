import { beforeEach, describe, expect, it } from 'vitest';
import { LOG_START, type LogPosition, type PositionedEvent } from '../../../../src/domain/events/ports.ts';
import { anEvent } from '../../../support/builders.ts';
import type { MakeStores, Stores } from '../../../support/services/stores.ts';
import { PATIENCE } from '../../../support/waiting.ts';

const ONE = { workspaceId: 'wsp_1', stream: 'dbt_1' };
const OTHER = { workspaceId: 'wsp_2', stream: 'dbt_1' };
const FAR = { transactionId: 2n ** 60n, position: 2n ** 62n };

/** The tests that every `EventFeed` and every `ReactorCheckpoints` passes. */
export function describeEventFeed(name: string, make: MakeStores): void {
  describe(`the event feed in ${name}`, () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await make();
    });
    /** An older open transaction on the same server may hold events back. */
    const arrived = (count: number) => expect.poll(async () => (await after()).length, PATIENCE).toBe(count);
    const append = (ref: typeof ONE, ...numbers: number[]) =>
      stores.log.append(
        ref,
        numbers.map((n) => anEvent({ n })),
      );
    const after = (place: LogPosition = LOG_START, limit = 100) => stores.eventFeed.after(place, limit);
    const numbers = (placed: readonly PositionedEvent[]) => placed.map(({ event }) => (event.data as { n: number }).n);

    it('is empty at first', async () => {
      expect(await after()).toEqual([]);
      expect(await stores.eventFeed.oldestAfter(LOG_START)).toBeUndefined();
    });

    it('holds all streams of all workspaces in the order of their arrival, as they were recorded', async () => {
      const recorded = [...(await append(ONE, 1, 2)), ...(await append(OTHER, 3)), ...(await append(ONE, 4))];
      await arrived(4);
      expect((await after()).map(({ event }) => event)).toEqual(recorded);
    });

    it('continues after each of its positions, in pages of any size', async () => {
      await append(ONE, 1, 2);
      await append(OTHER, 3, 4, 5);
      await arrived(5);
      const taken: PositionedEvent[] = [];
      for (let place = LOG_START, found = await after(place, 2); found.length > 0; found = await after(place, 2)) {
        expect(found.length).toBeLessThanOrEqual(2);
        taken.push(...found);
        place = found.at(-1)?.position ?? place;
      }
      expect(numbers(taken)).toEqual([1, 2, 3, 4, 5]);
      for (const { position: place, event } of taken) expect(numbers(await after(place))).not.toContain(event.data);
    });

    it('shows events with an erased payload', async () => {
      await append(ONE, 1);
      await stores.log.erase(ONE);
      await arrived(1);
      expect((await after()).map(({ event }) => [event.seq, event.data, event.salt])).toEqual([[1, null, null]]);
    });

    it('knows when the oldest event after a position was recorded', async () => {
      const [first] = await append(ONE, 1);
      await append(ONE, 2);
      await arrived(2);
      const [one, two] = await after();
      expect(await stores.eventFeed.oldestAfter(LOG_START)).toEqual(first?.at);
      expect(await stores.eventFeed.oldestAfter(one?.position ?? FAR)).toEqual(two?.event.at);
      expect(await stores.eventFeed.oldestAfter(two?.position ?? FAR)).toBeUndefined();
    });
  });

  describe(`checkpoints of reactors in ${name}`, () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await make();
    });
    const take = (reactor = 'a') => stores.atomically(() => stores.checkpoints.take(reactor));

    it('are at the start until they are saved, each separately and with all digits', async () => {
      expect([await take(), await stores.checkpoints.read('a')]).toEqual([LOG_START, LOG_START]);
      await stores.atomically(async () => {
        await stores.checkpoints.take('a');
        await stores.checkpoints.save('a', FAR);
      });
      expect([await take(), await stores.checkpoints.read('a'), await take('b')]).toEqual([FAR, FAR, LOG_START]);
      expect(await stores.atomically(() => stores.checkpoints.hold('a'))).toEqual(FAR);
    });

    it('are unchanged when the transaction fails', async () => {
      const failing = stores.atomically(async () => {
        await stores.checkpoints.take('a');
        await stores.checkpoints.save('a', FAR);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await take()).toEqual(LOG_START);
    });

    it('are not given to their reactor during a pause, but to a caller that must hold them', async () => {
      await take();
      await stores.checkpoints.pause('a', { firstMs: 60_000, longestMs: 60_000 });
      expect([await take(), await take('b')]).toEqual([undefined, LOG_START]);
      expect(await stores.atomically(() => stores.checkpoints.hold('a'))).toEqual(LOG_START);
      await stores.atomically(() => stores.checkpoints.save('a', FAR));
      expect(await take()).toEqual(FAR);
    });

    it('are given to their reactor again after the pause', async () => {
      await take();
      await stores.checkpoints.pause('a', { firstMs: 0, longestMs: 60_000 });
      // The column holds milliseconds, and the end of the pause can be rounded up to the next one.
      await expect.poll(() => take()).toEqual(LOG_START);
    });
  });
}
