import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_MESSAGE_BYTES } from '../../../src/domain/events/message.ts';
import type { LossyChannel, StreamRef } from '../../../src/domain/events/ports.ts';
import type { Json } from '../../../src/domain/shared/json.ts';

/** Two ends of one channel: of two processes, or the same end twice. */
export interface TwoChannels {
  readonly near: LossyChannel;
  readonly far: LossyChannel;
  close?(): Promise<void>;
}

const REF = { workspaceId: 'wsp_1', stream: 'dbt_1' };

/** The messages of a listener, and a way to wait for more. */
export function receiving(channel: LossyChannel, ref: StreamRef) {
  const received: Json[] = [];
  let wake = () => {};
  const stop = channel.listen(ref, (message) => {
    received.push(message);
    wake();
  });
  const until = async (count: number) => {
    while (received.length < count) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { received, stop, until };
}

/** A text that fills the maximum message size as a JSON string. */
export function longestText(character: string): string {
  const count = Math.floor((MAX_MESSAGE_BYTES - 2) / Buffer.byteLength(character));
  const text = character.repeat(count);
  return text + 'x'.repeat(MAX_MESSAGE_BYTES - 2 - Buffer.byteLength(text));
}

/** The tests that every `LossyChannel` passes while nothing is lost. */
export function describeLossyChannel(name: string, make: () => Promise<TwoChannels>): void {
  describe(`messages over ${name}`, () => {
    let ends: TwoChannels;
    beforeEach(async () => {
      ends = await make();
    });
    afterEach(() => ends.close?.());

    /** Resolves when every earlier message of the near end has arrived. Messages keep their order. */
    async function arrived(): Promise<void> {
      const ref = { workspaceId: 'wsp_last', stream: 'last' };
      const last = [ends.near, ends.far].map((channel) => receiving(channel, ref));
      ends.near.send(ref, 'last');
      await Promise.all(last.map((one) => one.until(1)));
      for (const one of last) one.stop();
    }

    it('reach the listeners of the stream, near and far, each once and in order', async () => {
      const both = [receiving(ends.near, REF), receiving(ends.far, REF)];
      const sent = Array.from({ length: 100 }, (_, at) => ({ at }));
      for (const message of sent) ends.near.send(REF, message);
      await arrived();
      expect(both.map((one) => one.received)).toEqual([sent, sent]);
    });

    it('go in both directions', async () => {
      const near = receiving(ends.near, REF);
      ends.far.send(REF, 'hello');
      await near.until(1);
      expect(near.received).toEqual(['hello']);
    });

    it('all arrive when they are equal', async () => {
      const far = receiving(ends.far, REF);
      for (let nth = 0; nth < 3; nth++) ends.near.send(REF, { text: 'again' });
      await arrived();
      expect(far.received).toEqual(Array(3).fill({ text: 'again' }));
    });

    it('do not reach listeners of another stream or workspace', async () => {
      const others = [
        receiving(ends.far, { ...REF, stream: 'dbt_2' }),
        receiving(ends.near, { ...REF, workspaceId: 'wsp_2' }),
      ];
      ends.near.send(REF, 1);
      await arrived();
      expect(others.map((one) => one.received)).toEqual([[], []]);
    });

    it('do not reach a listener that has stopped, but all others', async () => {
      const [gone, stays] = [receiving(ends.far, REF), receiving(ends.far, REF)];
      gone.stop();
      gone.stop();
      ends.near.send(REF, 1);
      await arrived();
      expect([gone.received, stays.received]).toEqual([[], [1]]);
    });

    it('reach a listener that has started again, without the earlier messages', async () => {
      receiving(ends.far, REF).stop();
      ends.near.send(REF, 'before');
      await arrived();
      const again = receiving(ends.far, REF);
      ends.near.send(REF, 'after');
      await arrived();
      expect(again.received).toEqual(['after']);
    });

    it.each([
      ['characters of one byte', 'x'],
      ['characters of two bytes', 'é'],
      ['characters of three bytes', '字'],
      ['characters of four bytes', '💡'],
    ])('may have the maximum size, in %s', async (_, character) => {
      const far = receiving(ends.far, REF);
      const text = longestText(character);
      expect(Buffer.byteLength(JSON.stringify(text))).toBe(MAX_MESSAGE_BYTES);
      for (let nth = 0; nth < 3; nth++) ends.near.send(REF, text);
      await arrived();
      expect(far.received).toEqual([text, text, text]);
    });

    it('of one byte more are rejected, and do not arrive', async () => {
      const both = [receiving(ends.near, REF), receiving(ends.far, REF)];
      expect(() => ends.near.send(REF, `${longestText('💡')}x`)).toThrow(RangeError);
      await arrived();
      expect(both.map((one) => one.received)).toEqual([[], []]);
    });

    it('may hold any JSON, with any text, and names with any characters', async () => {
      const odd = { workspaceId: `w'"\\,[]{}%$1`, stream: 'é💡\n|\0' };
      const far = receiving(ends.far, odd);
      const messages: Json[] = [
        null,
        false,
        0,
        '',
        [],
        {},
        { 'a"\'\\{},': [`NULL \\N '"{},\n\r\t\u0000\u2028💡`, null] },
      ];
      for (const message of messages) ends.near.send(odd, message);
      await arrived();
      expect(far.received).toEqual(messages);
    });
  });
}
