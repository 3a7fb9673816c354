import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { Recorder } from './support/recorder.ts';
import { type ToyServer, toyServer } from './support/toy-server.ts';

const QUERY =
  'subscription ($stream: ID!, $after: String) { events(stream: $stream, after: $after) { seq cursor text } }';
const EVENT_BYTES = 100_000;
const EVENTS = 100;
/** The limit of 16 KiB, one event in its frame, and the close frame. */
const MAX_UNREAD = 16 * 1024 + EVENT_BYTES + 1_000;

let server: ToyServer;
let lively: Recorder;
let mostUnread: number;
let watching: NodeJS.Timeout;

async function begin(mostWaitMs: number): Promise<void> {
  server = await toyServer({ times: { mostWaitMs, lingerMs: 100 } });
  lively = await follower();
  watching = setInterval(look, 1);
}

beforeEach(() => {
  mostUnread = 0;
});
afterEach(async () => {
  clearInterval(watching);
  await server.stop();
});

function look(): void {
  mostUnread = Math.max(mostUnread, ...server.connections.map(({ writableLength }) => writableLength));
}

async function follower(after?: string): Promise<Recorder> {
  const recorder = await Recorder.on(server.url);
  recorder.subscribe('1', QUERY, { stream: 'big', after });
  return recorder;
}

/** Adds events as fast as the lively follower reads: more than the kernel buffers for followers that do not read. */
async function growLarge(): Promise<void> {
  const { length } = lively.messages;
  for (let seq = 1; seq <= EVENTS; seq++) {
    await server.world.grow('big', `${seq} ${'x'.repeat(EVENT_BYTES - 200)}`);
    look();
    if (seq % 5 === 0) await lively.until(({ messages }) => messages.length === length + seq);
  }
}

/** The numbers of all events. A follower that reads gets all of them. */
function all(): number[] {
  return server.world.log.of(server.world.ref('big')).map(({ seq }) => seq);
}

function seqsIn(...recorders: readonly Recorder[]): number[] {
  return recorders.flatMap(({ messages }) =>
    messages.flatMap((message) => JSON.parse(message).payload?.data.events.seq ?? []),
  );
}

it('subscribers that do not read use little memory, and are closed with the cursor to continue from without loss', async () => {
  await begin(1_500);
  const stalled = await Promise.all([follower(), follower(), follower()]);
  await server.world.grow('big', 'first');
  await Promise.all([lively, ...stalled].map((one) => one.until(({ messages }) => messages.length === 1)));
  for (const { socket } of stalled) socket.pause();
  await growLarge();
  await eventually(() => server.fanOut.size.subscribers).toBe(1);
  expect(mostUnread).toBeGreaterThan(16 * 1024);
  expect(mostUnread).toBeLessThan(MAX_UNREAD);

  for (const { socket } of stalled) socket.resume();
  await server.world.end('big');
  await lively.ended('1');
  expect(seqsIn(lively)).toEqual(all());
  for (const one of stalled) {
    const { code, reason } = await one.closed;
    const { cursor } = JSON.parse(one.messages.at(-1) ?? '').payload.data.events;
    expect({ code, reason }).toEqual({ code: 4410, reason: `Too slow. Go on after ${cursor}` });
    expect(seqsIn(one).length).toBeLessThan(all().length);
    const again = await follower(cursor);
    await again.ended('1');
    expect(seqsIn(one, again)).toEqual(all());
    await again.close();
  }
  await lively.close();
});

it('a connection that never reads again is destroyed when its close is not answered', async () => {
  await begin(1_500);
  const stalled = await follower();
  await eventually(() => server.fanOut.size.subscribers).toBe(2);
  stalled.socket.pause();
  const [, connection] = server.connections;
  await growLarge();
  await eventually(() => server.fanOut.size.subscribers).toBe(1);
  expect(connection?.destroyed).toBe(false);
  await eventually(() => connection?.destroyed).toBe(true);
  stalled.socket.resume();
  await stalled.closed;
  await lively.close();
});

it('a subscriber that reads again in time loses nothing', async () => {
  await begin(60_000);
  const sleepy = await follower();
  await eventually(() => server.fanOut.size.subscribers).toBe(2);
  sleepy.socket.pause();
  await growLarge();
  await server.world.end('big');
  await lively.ended('1');
  expect(server.fanOut.size.subscribers).toBe(1);
  sleepy.socket.resume();
  await sleepy.ended('1');
  expect(seqsIn(sleepy)).toEqual(all());
  expect(mostUnread).toBeLessThan(MAX_UNREAD);
  await Promise.all([lively, sleepy].map((one) => one.close()));
});
