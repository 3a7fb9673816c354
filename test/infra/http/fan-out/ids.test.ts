import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventCursor } from '../../../../src/domain/events/cursor.ts';
import { OperationIds } from '../../../../src/infra/http/socket/operation-ids.ts';
import { eventually } from '../support/eventually.ts';
import { isEnd, Recorder, subscribing, textsIn } from './support/recorder.ts';
import { type ToyServer, toyServer } from './support/toy-server.ts';

const QUERY = 'subscription ($stream: ID!) { events(stream: $stream) { text } }';
const COMPLETE = { type: 'complete', id: '1' };

let server: ToyServer;
let recorder: Recorder;
/** Two streams of two events. */
let a: string;
let b: string;
let count = 0;

beforeAll(async () => {
  server = await toyServer({ times: { lingerMs: 0 } });
});
afterAll(() => server.stop());

beforeEach(async () => {
  await eventually(() => server.fanOut.size).toEqual({ groups: 0, subscribers: 0, streams: 0 });
  [a, b] = [`a${++count}`, `b${count}`];
  await server.world.grow(a, 'a1', 'a2');
  await server.world.grow(b, 'b1', 'b2');
  recorder = await Recorder.on(server.url);
  return () => recorder.close();
});

/** Waits until the second stream is followed, adds an event to both streams, and waits for the event of the second. */
async function growBoth(): Promise<void> {
  await recorder.until(({ messages }) => textsIn(messages).includes('b2'));
  await server.world.grow(a, 'a goes on');
  await server.world.grow(b, 'b goes on');
  await recorder.until(({ messages }) => textsIn(messages).includes('b goes on'));
}

function isOnlyOfB(): void {
  expect(recorder.messages.filter(isEnd)).toEqual([]);
  expect(textsIn(recorder.messages)).toEqual(['b1', 'b2', 'b goes on']);
}

describe('an id that is used again at once', () => {
  it('gets only the second subscription, when all messages arrive in one packet', async () => {
    recorder.sendAtOnce(subscribing('1', QUERY, { stream: a }), COMPLETE, subscribing('1', QUERY, { stream: b }));
    await growBoth();
    isOnlyOfB();
  });

  it('gets only the second subscription, when the first had not been accepted yet', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    server.world.gates.set(a, promise);
    recorder.subscribe('1', QUERY, { stream: a });
    recorder.subscribe('other', '{ hello }');
    await recorder.ended('other');
    recorder.messages.length = 0;
    recorder.sendAtOnce(COMPLETE, subscribing('1', QUERY, { stream: b }));
    await recorder.until(({ messages }) => messages.length >= 2);
    resolve();
    server.world.gates.delete(a);
    await growBoth();
    isOnlyOfB();
    await eventually(() => server.fanOut.size.subscribers).toBe(1);
  });

  it.each(['shared', 'plain'])(
    'gets only the second subscription, without a complete message, when the first was running and was %s',
    async (first) => {
      const query = first === 'shared' ? QUERY : 'subscription { countdown(from: 10000) }';
      recorder.subscribe('1', query, { stream: a });
      await recorder.until(({ messages }) => messages.length >= 2);
      recorder.messages.length = 0;
      recorder.sendAtOnce(COMPLETE, subscribing('1', QUERY, { stream: b }));
      await growBoth();
      expect(recorder.messages.filter((message) => message.includes('countdown')).length).toBeLessThanOrEqual(1);
      recorder.messages.splice(0, Number(recorder.messages[0]?.includes('countdown')));
      isOnlyOfB();
      recorder.send(COMPLETE);
      await eventually(() => server.fanOut.size.subscribers).toBe(0);
    },
  );

  it('gets no result of a query that was still running', async () => {
    recorder.subscribe('1', '{ hello(ms: 80) }');
    recorder.subscribe('other', '{ hello }');
    await recorder.ended('other');
    recorder.messages.length = 0;
    recorder.sendAtOnce(COMPLETE, subscribing('1', QUERY, { stream: b }));
    await growBoth();
    recorder.subscribe('later', '{ hello(ms: 160) }');
    await recorder.ended('later');
    recorder.messages.splice(0, Number.POSITIVE_INFINITY, ...recorder.of('1'));
    isOnlyOfB();
  });

  it('gets no result of an earlier query, invalid document or rejected subscription', async () => {
    server.world.hidden.add('hidden');
    const before = [
      subscribing('1', '{ hello(ms: 30) }'),
      subscribing('1', '{ nonsense }'),
      subscribing('1', 'subscription { events }'),
      subscribing('1', QUERY, { stream: 'hidden' }),
    ];
    recorder.sendAtOnce(...before.flatMap((message) => [message, COMPLETE]), subscribing('1', QUERY, { stream: b }));
    await growBoth();
    recorder.subscribe('2', '{ hello(ms: 60) }');
    await recorder.ended('2');
    recorder.messages.splice(0, Number.POSITIVE_INFINITY, ...recorder.of('1'));
    isOnlyOfB();
  });

  it('is released when its operation was ended before it was accepted', async () => {
    const taken = vi.spyOn(OperationIds.prototype, 'take');
    const before = ['{ hello }', '{ nonsense }', QUERY].map((query, at) => subscribing(`ended ${at}`, query));
    recorder.sendAtOnce(...before.flatMap((message, at) => [message, { ...COMPLETE, id: `ended ${at}` }]));
    recorder.subscribe('other', '{ hello }');
    await recorder.ended('other');
    const holds = taken.mock.results.map(({ value }) => value);
    taken.mockRestore();
    expect(holds.map(({ isHeld }) => isHeld)).toEqual([false, false, false, false]);
  });

  it('is released when its subscription has joined a shared group', async () => {
    const taken = vi.spyOn(OperationIds.prototype, 'take');
    recorder.subscribe('1', QUERY, { stream: b });
    await recorder.until(({ messages }) => messages.length >= 2);
    const holds = taken.mock.results.map(({ value }) => value);
    taken.mockRestore();
    expect(holds.map(({ isHeld }) => isHeld)).toEqual([false]);
  });

  it('receives complete when the stream of the second subscription ends', async () => {
    await server.world.grow('ending', 'one');
    recorder.subscribe('1', QUERY, { stream: a });
    await recorder.until(({ messages }) => messages.length >= 2);
    recorder.messages.length = 0;
    recorder.sendAtOnce(COMPLETE, subscribing('1', QUERY, { stream: 'ending' }));
    await server.world.end('ending');
    await recorder.ended('1');
    expect(textsIn(recorder.messages)).toEqual(['one', 'the end']);
  });
});

it('a subscription that was ended before it was accepted sends nothing', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.world.gates.set(a, promise);
  recorder.subscribe('1', QUERY, { stream: a });
  recorder.subscribe('other', '{ hello }');
  await recorder.ended('other');
  recorder.send(COMPLETE);
  recorder.subscribe('later', '{ hello }');
  await recorder.ended('later');
  resolve();
  server.world.gates.delete(a);
  recorder.subscribe('2', QUERY, { stream: a });
  await recorder.until(() => recorder.of('2').length >= 2);
  expect(recorder.of('1')).toEqual([]);
  expect(server.fanOut.size.subscribers).toBe(1);
});

describe('an id whose operation has ended by itself', () => {
  it.each(['ended', 'failed'])('can be used again when the operation has %s', async (way) => {
    const stream = `${way} by itself`;
    await server.world.grow(stream, 'one');
    if (way === 'ended') await server.world.end(stream);
    const after = way === 'ended' ? null : eventCursor(stream, 100);
    const query = 'subscription ($stream: ID!, $after: String) { events(stream: $stream, after: $after) { text } }';
    recorder.subscribe('1', query, { stream, after });
    await recorder.ended('1');
    recorder.messages.length = 0;
    recorder.subscribe('1', QUERY, { stream: b });
    await growBoth();
    isOnlyOfB();
  });
});

describe('a subscriber that leaves while its group starts', () => {
  it('is removed, and the other subscribers are served', async () => {
    const other = await Recorder.on(server.url);
    const { promise, resolve } = Promise.withResolvers<void>();
    server.world.log.gate = promise;
    recorder.subscribe('1', QUERY, { stream: b });
    other.subscribe('1', QUERY, { stream: b });
    await eventually(() => server.fanOut.size.subscribers).toBe(2);
    recorder.send(COMPLETE);
    await eventually(() => server.fanOut.size.subscribers).toBe(1);
    server.world.log.gate = undefined;
    resolve();
    await other.until(({ messages }) => messages.length >= 2);
    expect(textsIn(other.messages).slice(0, 2)).toEqual(['b1', 'b2']);
    expect(recorder.messages).toEqual([]);
    await other.close();
  });

  it('leaves no group behind when it was the only one', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    server.world.log.gate = promise;
    recorder.subscribe('1', QUERY, { stream: b });
    await eventually(() => server.fanOut.size.subscribers).toBe(1);
    recorder.socket.terminate();
    // The group is removed while its first read is still running.
    await eventually(() => server.fanOut.size).toEqual({ groups: 0, subscribers: 0, streams: 0 });
    server.world.log.gate = undefined;
    resolve();
    await eventually(() => server.world.bus.listening).toBe(0);
    const { reads } = server.world.log;
    await new Promise((after) => setTimeout(after, 200));
    expect(server.world.log.reads).toBe(reads);
  });
});
