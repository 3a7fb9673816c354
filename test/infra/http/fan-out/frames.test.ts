import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { Batch } from '../../../../src/infra/http/fan-out/batch.ts';
import { idWithin } from '../../../../src/infra/http/fan-out/frame.ts';
import { Recorder, textsIn } from './support/recorder.ts';
import { aSeed, seeded } from './support/seeded.ts';
import { toyServer } from './support/toy-server.ts';

/** A socket that sends everything at once, or never sends anything. In the second case the buffer itself waits. */
class ToySocket {
  readonly written: Buffer[] = [];
  writableLength = 0;
  private readonly drains: boolean;

  constructor(drains: boolean) {
    this.drains = drains;
  }

  write(bytes: Buffer): void {
    this.written.push(this.drains ? Buffer.from(bytes) : bytes);
    if (!this.drains) this.writableLength += bytes.length;
  }
}

/** The texts of the frames that a server sends: unmasked, unfragmented text frames. */
function textsOf(bytes: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    expect(bytes[at]).toBe(0x81);
    const short = bytes.readUInt8(at + 1);
    const head = short < 126 ? 2 : short === 126 ? 4 : 10;
    // The frame header must be the shortest possible one (RFC 6455, 5.2).
    const length = head === 2 ? short : head === 4 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
    expect(head).toBe(length < 126 ? 2 : length < 65_536 ? 4 : 10);
    texts.push(bytes.subarray(at + head, at + head + length).toString());
    at += head + length;
  }
  return texts;
}

describe('the buffers of batches', () => {
  it('keep the bytes of each subscriber, also when a socket never drains', () => {
    const random = seeded(aSeed());
    const bodies = [0, 90, 65_400, 66_000].map((size) => JSON.stringify({ data: 'z'.repeat(size) }));
    const batches = Array.from({ length: 5 }, (_, number) => {
      const payloads = bodies.slice(0, 1 + (number % 4)).map((body, at) => {
        return { seq: at + 1, cursor: '', isLast: false, body: Buffer.from(body) };
      });
      return { bodies: bodies.slice(0, payloads.length), batch: new Batch(payloads) };
    });
    const sockets = Array.from({ length: 40 }, (_, number) => {
      const id = `${number}`.padStart([2, 2, 36, 36, 5, 6, 7, 60][number % 8] ?? 2, 'ü');
      return { id, expected: [] as string[], socket: new ToySocket(random() < 0.7) };
    });
    for (let turn = 0; turn < 1_000; turn++) {
      const one = sockets[Math.floor(random() * sockets.length)];
      const { bodies: texts, batch } = batches[Math.floor(random() * batches.length)] ?? {};
      if (!one || !batch || !texts) throw new Error('There is always one.');
      batch.writeTo(one.socket as unknown as Socket, idWithin(one.id));
      one.expected.push(...texts.map((text) => `{"id":"${one.id}","type":"next","payload":${text}}`));
    }
    for (const { expected, socket } of sockets)
      expect(socket.written.flatMap(textsOf).join() === expected.join()).toBe(true);
  });

  it('hold correct frames of every length', () => {
    for (const base of [0, 65_536 - 100]) {
      for (let size = base; size < base + 150; size++) {
        const socket = new ToySocket(true);
        const body = Buffer.alloc(size, 'z');
        new Batch([{ seq: 1, cursor: '', isLast: false, body }]).writeTo(socket as unknown as Socket, idWithin('1'));
        expect(socket.written.flatMap(textsOf)).toEqual([`{"id":"1","type":"next","payload":${body}}`]);
      }
    }
  });

  it('are not copied for sockets that drain', () => {
    const batch = new Batch([{ seq: 1, cursor: '', isLast: false, body: Buffer.from('{}') }]);
    const buffers = new Set<Buffer>();
    const socket = { writableLength: 0, write: (bytes: Buffer) => buffers.add(bytes) };
    for (const id of ['11', '22', '33']) batch.writeTo(socket as unknown as Socket, idWithin(id));
    expect(buffers.size).toBe(1);
  });

  it('are few, however many different lengths the ids have', () => {
    const batch = new Batch([{ seq: 1, cursor: '', isLast: false, body: Buffer.from('{}') }]);
    const buffers: Buffer[] = [];
    const socket = { writableLength: 0, write: (bytes: Buffer) => buffers.push(bytes) };
    const lengths = [1, 2, 3, 4, 5, 6, 7, 8];
    for (const length of [...lengths, ...lengths])
      batch.writeTo(socket as unknown as Socket, idWithin('x'.repeat(length)));
    expect(new Set(buffers).size).toBe(16);
  });

  it('carry the right messages of each operation to many slow sockets', async () => {
    const server = await toyServer();
    const query = 'subscription { events(stream: "s") { text } }';
    const idsOf = (number: number) => [
      `${number}`.padStart(3, '0'),
      `op ${number}`,
      `a longer id of ${number}`.padEnd(36),
    ];
    const recorders = await Promise.all(
      Array.from({ length: 24 }, async (_, number) => {
        const recorder = await Recorder.on(server.url);
        for (const id of idsOf(number)) recorder.subscribe(id, query);
        return recorder;
      }),
    );
    const stalled = recorders.filter((_, number) => number % 3 === 0);
    for (const { socket } of stalled) socket.pause();
    const texts = Array.from({ length: 150 }, (_, at) => `${at} ${'x'.repeat(100 + ((at * 7_919) % 30_000))}`);
    for (const [at, text] of texts.entries()) {
      await server.world.grow('s', text);
      if (at % 20 === 0) await recorders[1]?.until(({ messages }) => messages.length >= 3 * at);
    }
    await server.world.end('s');
    for (const { socket } of stalled) socket.resume();
    for (const [number, recorder] of recorders.entries()) {
      const ids = idsOf(number);
      await recorder.ended(...ids);
      expect(recorder.messages).toHaveLength(3 * 152);
      for (const id of ids) expect(textsIn(recorder.of(id)).join() === [...texts, 'the end'].join()).toBe(true);
      await recorder.close();
    }
    await server.stop();
  });
});
