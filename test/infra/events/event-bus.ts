import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventBus, StreamRef } from '../../../src/domain/events/ports.ts';

/** Two ends of one bus: of two processes, or the same end twice. */
export interface TwoEnds {
  readonly near: EventBus;
  readonly far: EventBus;
  close?(): Promise<void>;
}

const REF = { workspaceId: 'wsp_1', stream: 'dbt_1' };

/** The notifications of a listener, and a way to wait for more. */
export function listening(bus: EventBus, ref: { workspaceId: string; stream?: string }) {
  const notified: StreamRef[] = [];
  let wake = () => {};
  const stop = bus.listen(ref, (from) => {
    notified.push(from);
    wake();
  });
  const until = async (count: number) => {
    while (notified.length < count) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { notified, stop, until };
}

/** How often a listener to all streams was notified, and a way to wait for the next time. */
export function listeningToAll(bus: EventBus) {
  let [count, wake] = [0, () => {}];
  const stop = bus.listenAll(() => {
    count++;
    wake();
  });
  const until = async (wanted: number) => {
    while (count < wanted) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { stop, until, count: () => count };
}

/** The tests that every `EventBus` passes while nothing is lost. */
export function describeEventBus(name: string, make: () => Promise<TwoEnds>): void {
  describe(`notifications over ${name}`, () => {
    let ends: TwoEnds;
    beforeEach(async () => {
      ends = await make();
    });
    afterEach(() => ends.close?.());

    /** Resolves when every earlier notification has arrived. Notifications keep their order. */
    async function arrived(): Promise<void> {
      for (const bus of [ends.near, ends.far]) {
        const last = listening(bus, { workspaceId: 'wsp_last', stream: 'last' });
        await ends.near.notify({ workspaceId: 'wsp_last', stream: 'last' });
        await last.until(1);
        last.stop();
      }
    }

    it('reach the listeners of the stream, near and far', async () => {
      const both = [listening(ends.near, REF), listening(ends.far, REF)];
      await ends.near.notify(REF);
      await Promise.all(both.map((one) => one.until(1)));
      await ends.far.notify(REF);
      await Promise.all(both.map((one) => one.until(2)));
      expect(both.map((one) => one.notified)).toEqual([Array(2).fill(REF), Array(2).fill(REF)]);
    });

    it('do not reach listeners of another stream or workspace', async () => {
      const others = [
        listening(ends.far, { ...REF, stream: 'dbt_2' }),
        listening(ends.far, { ...REF, workspaceId: 'wsp_2' }),
        listening(ends.far, { workspaceId: 'wsp_2' }),
      ];
      await ends.near.notify(REF);
      await arrived();
      expect(others.map((one) => one.notified)).toEqual([[], [], []]);
    });

    it('reach a listener of the whole workspace for each stream', async () => {
      const all = listening(ends.far, { workspaceId: 'wsp_1' });
      await ends.near.notify(REF);
      await ends.near.notify({ ...REF, stream: 'dbt_2' });
      await arrived();
      expect(all.notified.map((ref) => ref.stream)).toEqual(['dbt_1', 'dbt_2']);
    });

    it('reach a listener of all streams once each, near and far, from any workspace', async () => {
      const all = [ends.near, ends.far].map(listeningToAll);
      await ends.near.notify(REF);
      await ends.near.notify({ ...REF, stream: 'dbt_2' });
      await ends.far.notify({ workspaceId: 'wsp_2', stream: 'dbt_3' });
      await Promise.all(all.map((one) => one.until(3)));
      for (const one of all) one.stop();
      await arrived();
      expect(all.map((one) => one.count())).toEqual([3, 3]);
    });

    it('reach listeners of all streams until each has stopped', async () => {
      const again = () => listeningToAll(ends.far);
      const [gone, stays] = [again(), again()];
      gone.stop();
      gone.stop();
      await ends.near.notify(REF);
      await stays.until(1);
      stays.stop();
      expect([gone.count(), stays.count()]).toEqual([0, 1]);
    });

    it('do not reach a listener that has stopped, but all others', async () => {
      const [gone, stays] = [listening(ends.far, REF), listening(ends.far, REF)];
      gone.stop();
      gone.stop();
      await ends.near.notify(REF);
      await arrived();
      expect([gone.notified, stays.notified]).toEqual([[], [REF]]);
    });

    it('reach a listener that has started again', async () => {
      listening(ends.far, REF).stop();
      const again = listening(ends.far, REF);
      await ends.near.notify(REF);
      await arrived();
      expect(again.notified).toEqual([REF]);
    });

    it('reach a listener once, though it stops another one during a notification', async () => {
      const first = listening(ends.far, REF);
      const second = listening(ends.far, REF);
      const stop = ends.far.listen(REF, () => {
        first.stop();
        stop();
      });
      await ends.near.notify(REF);
      await ends.near.notify(REF);
      await arrived();
      expect([first.notified, second.notified]).toEqual([[REF], [REF, REF]]);
    });

    it('carry names with any characters', async () => {
      const odd = { workspaceId: `w'"\\,[]{}%$1`, stream: 'é💡\n|' };
      const one = listening(ends.far, odd);
      await ends.near.notify(odd);
      await arrived();
      expect(one.notified).toEqual([odd]);
    });
  });
}
