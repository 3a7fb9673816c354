import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventBus, StreamRef } from '../../../src/domain/events/ports.ts';

/** Two ways in to one bus: of two processes, or the same one twice. */
export interface TwoEnds {
  readonly near: EventBus;
  readonly far: EventBus;
  close?(): Promise<void>;
}

const REF = { workspaceId: 'wsp_1', stream: 'dbt_1' };

/** What is heard, and a way to wait for more of it. */
export function listening(bus: EventBus, ref: { workspaceId: string; stream?: string }) {
  const heard: StreamRef[] = [];
  let wake = () => {};
  const stop = bus.listen(ref, (notified) => {
    heard.push(notified);
    wake();
  });
  const until = async (count: number) => {
    while (heard.length < count) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { heard, stop, until };
}

/** What every `EventBus` promises while nothing is lost. */
export function describeEventBus(name: string, make: () => Promise<TwoEnds>): void {
  describe(`rings over ${name}`, () => {
    let ends: TwoEnds;
    beforeEach(async () => {
      ends = await make();
    });
    afterEach(() => ends.close?.());

    /** Resolves when everything that was rung before has arrived: rings keep their order. */
    async function arrived(): Promise<void> {
      for (const bus of [ends.near, ends.far]) {
        const last = listening(bus, { workspaceId: 'wsp_last', stream: 'last' });
        await ends.near.notify({ workspaceId: 'wsp_last', stream: 'last' });
        await last.until(1);
        last.stop();
      }
    }

    it('reach who listens to the stream, near and far', async () => {
      const both = [listening(ends.near, REF), listening(ends.far, REF)];
      await ends.near.notify(REF);
      await Promise.all(both.map((one) => one.until(1)));
      await ends.far.notify(REF);
      await Promise.all(both.map((one) => one.until(2)));
      expect(both.map((one) => one.heard)).toEqual([Array(2).fill(REF), Array(2).fill(REF)]);
    });

    it('reach nobody who listens to another stream or workspace', async () => {
      const others = [
        listening(ends.far, { ...REF, stream: 'dbt_2' }),
        listening(ends.far, { ...REF, workspaceId: 'wsp_2' }),
        listening(ends.far, { workspaceId: 'wsp_2' }),
      ];
      await ends.near.notify(REF);
      await arrived();
      expect(others.map((one) => one.heard)).toEqual([[], [], []]);
    });

    it('all reach who listens to the whole workspace', async () => {
      const all = listening(ends.far, { workspaceId: 'wsp_1' });
      await ends.near.notify(REF);
      await ends.near.notify({ ...REF, stream: 'dbt_2' });
      await arrived();
      expect(all.heard.map((ref) => ref.stream)).toEqual(['dbt_1', 'dbt_2']);
    });

    it('reach nobody who has stopped to listen, and everybody else', async () => {
      const [gone, stays] = [listening(ends.far, REF), listening(ends.far, REF)];
      gone.stop();
      gone.stop();
      await ends.near.notify(REF);
      await arrived();
      expect([gone.heard, stays.heard]).toEqual([[], [REF]]);
    });

    it('reach who listens again', async () => {
      listening(ends.far, REF).stop();
      const again = listening(ends.far, REF);
      await ends.near.notify(REF);
      await arrived();
      expect(again.heard).toEqual([REF]);
    });

    it('reach a listener once, though it stops another while it is rung', async () => {
      const first = listening(ends.far, REF);
      const second = listening(ends.far, REF);
      const stop = ends.far.listen(REF, () => {
        first.stop();
        stop();
      });
      await ends.near.notify(REF);
      await ends.near.notify(REF);
      await arrived();
      expect([first.heard, second.heard]).toEqual([[REF], [REF, REF]]);
    });

    it('carry any name', async () => {
      const odd = { workspaceId: `w'"\\,[]{}%$1`, stream: 'é💡\n|' };
      const one = listening(ends.far, odd);
      await ends.near.notify(odd);
      await arrived();
      expect(one.heard).toEqual([odd]);
    });
  });
}
