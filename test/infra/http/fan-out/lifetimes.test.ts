import { setTimeout as after } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { eventCursor } from '../../../../src/domain/events/cursor.ts';
import { Unavailable } from '../../../../src/domain/shared/errors.ts';
import type { FanOutTimes } from '../../../../src/infra/http/fan-out/fan-out.ts';
import { eventually } from '../support/eventually.ts';
import { Recorder, textsIn } from './support/recorder.ts';
import type { Fate } from './support/toy-log.ts';
import { type ToyServer, toyServer } from './support/toy-server.ts';
import { ToyWorld } from './support/toy-world.ts';

const QUERY = 'subscription ($after: String) { events(stream: "s", after: $after) { text } }';
const NOTHING = { groups: 0, subscribers: 0, streams: 0 };
const NEVER_MS = 2 ** 30;

let server: ToyServer;

async function begin(times: Partial<FanOutTimes>, fate?: Fate): Promise<ToyWorld> {
  server = await toyServer({ times, world: new ToyWorld({ fate }) });
  return server.world;
}

afterEach(() => server.stop());

async function follower(seq = 0): Promise<Recorder> {
  const recorder = await Recorder.on(server.url);
  recorder.subscribe('1', QUERY, { after: seq === 0 ? null : eventCursor('s', seq) });
  return recorder;
}

async function told(recorder: Recorder, ...texts: readonly string[]): Promise<void> {
  await recorder.until(({ messages }) => messages.length >= texts.length);
  expect(textsIn(recorder.messages)).toEqual(texts);
}

/** The error code with which the operation ended. */
async function errorOf(recorder: Recorder): Promise<unknown> {
  await recorder.ended('1');
  return JSON.parse(recorder.messages.at(-1) ?? '').payload[0].extensions.code;
}

describe('after its last subscriber has left', () => {
  it('a group stays for a while, executes nothing, and then leaves nothing behind', async () => {
    const world = await begin({ lingerMs: 1_000 });
    await world.grow('s', 'one', 'two');
    const first = await follower();
    await told(first, 'one', 'two');
    await first.close();
    await eventually(() => server.fanOut.size).toEqual({ groups: 1, subscribers: 0, streams: 1 });
    await world.grow('s', 'three', 'four');
    await after(150);
    expect(world.executions('s')).toEqual([1, 1, 0, 0]);

    // A new subscriber receives the executed events. The others are executed only if it needs them.
    const [again, ahead] = await Promise.all([follower(1), follower(3)]);
    await told(again, 'two', 'three', 'four');
    await told(ahead, 'four');
    expect(world.executions('s')).toEqual([1, 1, 1, 1]);
    // The group was not empty all the time, so it stays.
    await after(1_200);
    await world.grow('s', 'five');
    await told(ahead, 'four', 'five');
    await Promise.all([again.close(), ahead.close()]);
    await eventually(() => server.fanOut.size).toEqual(NOTHING);
    expect(world.bus.listening).toBe(0);
    const { reads } = world.log;
    await after(200);
    expect(world.log.reads).toBe(reads);
  });

  it('a group does not execute missed events for a subscriber that already has them', async () => {
    const world = await begin({ lingerMs: NEVER_MS });
    await world.grow('s', 'one');
    const first = await follower();
    await told(first, 'one');
    await first.close();
    await eventually(() => server.fanOut.size.subscribers).toBe(0);
    await world.grow('s', 'two', 'three');
    await after(150);
    const second = await follower(3);
    await eventually(() => server.fanOut.size.subscribers).toBe(1);
    await world.grow('s', 'four');
    await told(second, 'four');
    expect(world.executions('s')).toEqual([1, 0, 0, 1]);
    await second.close();
  });

  it('a stream that has ended is not read repeatedly', async () => {
    const world = await begin({ lingerMs: NEVER_MS });
    await world.end('s');
    const recorder = await follower();
    await recorder.ended('1');
    const { reads } = world.log;
    await after(200);
    expect(world.log.reads).toBe(reads);
    expect(world.bus.listening).toBe(0);
    await recorder.close();
  });
});

describe('a stream that cannot be read', () => {
  it('at the start is read again for the next subscriber', async () => {
    const world = await begin({ lingerMs: NEVER_MS });
    await world.grow('s', 'one');
    world.log.defect = new Error('The log is away.');
    const early = await Promise.all([follower(), follower()]);
    expect(await Promise.all(early.map(errorOf))).toEqual(['INTERNAL_SERVER_ERROR', 'INTERNAL_SERVER_ERROR']);
    world.log.defect = undefined;
    const late = await follower();
    await told(late, 'one');
    await world.grow('s', 'two');
    await told(late, 'one', 'two');
    await Promise.all([...early, late].map((one) => one.close()));
  });

  it('later ends all its subscribers, and is read again for the next one', async () => {
    const world = await begin({ lingerMs: 100 });
    await world.grow('s', 'one');
    const early = await Promise.all([follower(), follower()]);
    await Promise.all(early.map((one) => told(one, 'one')));
    world.log.defect = new Error('The log is away.');
    await world.bus.notify(world.ref('s'));
    expect(await Promise.all(early.map(errorOf))).toEqual(['INTERNAL_SERVER_ERROR', 'INTERNAL_SERVER_ERROR']);
    world.log.defect = undefined;
    await world.grow('s', 'two');
    const late = await follower(1);
    await told(late, 'two');
    await Promise.all([...early, late].map((one) => one.close()));
    await eventually(() => server.fanOut.size).toEqual(NOTHING);
    expect(world.bus.listening).toBe(0);
  });
});

it('followers of a log that is unavailable for a while receive all events afterwards, from any cursor', async () => {
  const world = await begin({ lookEveryMs: 20 });
  await world.grow('s', 'one', 'two');
  const live = await follower(1);
  await told(live, 'two');
  world.log.defect = new Unavailable('The database is away.');
  await world.grow('s', 'three');
  const joiner = await follower();
  // Waits for enough reads to see whether the followers give up.
  const before = world.log.reads;
  await eventually(() => world.log.reads).toBeGreaterThan(before + 3);
  expect([live, joiner].map(({ messages }) => messages.length)).toEqual([1, 0]);
  world.log.defect = undefined;
  await told(live, 'two', 'three');
  await told(joiner, 'one', 'two', 'three');
  await Promise.all([live, joiner].map((one) => one.close()));
});

it('an unavailable log is not read any more once no subscriber waits for it', async () => {
  const world = await begin({ lookEveryMs: 20, lingerMs: 50 });
  await world.grow('s', 'one');
  const one = await follower();
  await told(one, 'one');
  world.log.defect = new Unavailable('The database is away.');
  await world.grow('s', 'two');
  await one.close();
  await eventually(() => server.fanOut.size).toEqual(NOTHING);
  await after(60);
  const { reads } = world.log;
  await after(100);
  expect(world.log.reads).toBe(reads);
});

it('a cursor from another node is accepted, though this node has not been notified of its event yet', async () => {
  const world = await begin({ lookEveryMs: NEVER_MS }, () => []);
  await world.grow('s', 'one');
  const first = await follower();
  await told(first, 'one');
  await world.grow('s', 'two');
  const second = await follower(2);
  await eventually(() => server.fanOut.size.subscribers).toBe(2);
  await told(first, 'one', 'two');
  await second.close();
  await first.close();
});

it('a missing event ends the operation with a defect, and no later event is sent', async () => {
  const world = await begin({ lookEveryMs: NEVER_MS });
  await world.grow('s', 'one');
  const recorder = await follower();
  await told(recorder, 'one');
  await world.log.append(
    world.ref('s'),
    ['two', 'three'].map((text) => ({ kind: 'toy', data: { text } })),
  );
  world.log.lose(world.ref('s'), 2);
  await world.bus.notify(world.ref('s'));
  expect(await errorOf(recorder)).toBe('INTERNAL_SERVER_ERROR');
  expect(textsIn(recorder.messages.slice(0, -1))).toEqual(['one']);
  await recorder.close();
});

describe('a notification', () => {
  it('is not necessary: events arrive without it', async () => {
    const world = await begin({ lookEveryMs: 60 }, () => []);
    const recorder = await follower();
    for (let seq = 1; seq <= 3; seq++) {
      await world.grow('s', `event ${seq}`);
      await recorder.until(({ messages }) => messages.length === seq);
    }
    await recorder.close();
  });

  it.each(['the first read', 'a read'])(
    'is enough during %s that does not see the event: the event arrives without another notification',
    async (read) => {
      const world = await begin({ lookEveryMs: NEVER_MS });
      const isFirst = read === 'the first read';
      const { promise, resolve } = Promise.withResolvers<void>();
      if (isFirst) world.log.gate = promise;
      const recorder = await follower();
      await eventually(() => server.fanOut.size.subscribers).toBe(1);
      if (!isFirst) {
        await world.grow('s', 'one');
        await told(recorder, 'one');
        world.log.gate = promise;
      }
      await world.bus.notify(world.ref('s'));
      await world.grow('s', 'unseen');
      await after(20);
      world.log.gate = undefined;
      resolve();
      await told(recorder, ...(isFirst ? ['unseen'] : ['one', 'unseen']));
      await recorder.close();
    },
  );
});

describe('the permissions of a caller', () => {
  it('are not re-checked after the caller has left during its authentication', async () => {
    await begin({});
    const member = server.actors.get('member');
    const { promise, resolve } = Promise.withResolvers<void>();
    let looks = 0;
    Object.assign(server.authentication, {
      actorOf: async () => {
        looks++;
        await promise;
        return member;
      },
    });
    const recorder = new Recorder(server.url);
    await eventually(() => looks).toBe(1);
    recorder.socket.terminate();
    await eventually(() => server.connections[0]?.destroyed).toBe(true);
    resolve();
    await after(2_200);
    expect(looks).toBe(1);
  });
});

it('closing the server waits until its sockets are closed', async () => {
  await begin({});
  const recorders = [await follower(), await follower()];
  await server.sockets.close();
  expect(server.connections.map(({ destroyed }) => destroyed)).toEqual([true, true]);
  for (const { closed } of recorders) expect((await closed).code).toBe(1001);
});
