import { setImmediate as immediate } from 'node:timers/promises';
import { parse } from 'graphql';
import { afterEach, expect, it } from 'vitest';
import { FanOut } from '../../../../src/infra/http/fan-out/fan-out.ts';
import type { Sink } from '../../../../src/infra/http/fan-out/sink.ts';
import { eventually } from '../support/eventually.ts';
import { toyApi } from './support/toy-api.ts';
import { anActor } from './support/toy-server.ts';
import { ToyWorld } from './support/toy-world.ts';

const MANY = 5_000;

const world = new ToyWorld();
const api = toyApi(world, ['events']);
const actor = anActor('member');
let fanOut: FanOut;

afterEach(() => fanOut.close());

/**
 * Adds this many subscribers to the stream, and reports their writes. Returns the list of their failures, which grows.
 */
async function followers(count: number, stream: string, onWrite: () => void): Promise<readonly unknown[]> {
  const failures: unknown[] = [];
  world.gates.set(stream, Promise.resolve());
  const query = `subscription { events(stream: "${stream}") { seq } }`;
  const document = parse(query);
  const sink: Sink = {
    ...{ isOpen: true, unread: 0, write: onWrite },
    whenRead: (callback) => callback(),
    cutOff: () => {},
  };
  for (let number = 0; number < count; number++) {
    const contextValue = api.contextFor('req_1', { actor, address: null });
    const subscriber = await fanOut.subscribe({ args: { schema: api.schema, document, contextValue }, query, sink });
    if ('next' in subscriber) subscriber.next().catch((error) => failures.push(error));
  }
  return failures;
}

it('a small group waits only for a small part of a large group', async () => {
  fanOut = new FanOut(api);
  const order: string[] = [];
  // Each write takes time. Otherwise all writes of the large group end before the small group has read its event.
  await followers(MANY, 'large', () => {
    order.push('large');
    pause(0.02);
  });
  await followers(5, 'small', () => order.push('small'));
  for (let turn = 1; turn <= 2; turn++) {
    // Subscribers that have received the first event are served together from then on.
    order.length = 0;
    await Promise.all([world.grow('large', 'one'), world.grow('small', 'one')]);
    await eventually(() => order.length).toBe(MANY + 5);
    // Each subscriber has been written to. They reach the head of their group a few turns later.
    for (let more = 0; more < 100; more++) await immediate();
  }
  expect(order.lastIndexOf('small')).toBeLessThanOrEqual(MANY / 5);
});

it('sending to many subscribers does not block the process for long', async () => {
  fanOut = new FanOut(api);
  let written = 0;
  let turns = 0;
  await followers(MANY, 'slow', () => {
    written++;
    pause(0.02);
  });
  const turn = () => {
    if (written === MANY) return;
    if (written > 0) turns++;
    setImmediate(turn);
  };
  await world.grow('slow', 'one');
  turn();
  await eventually(() => written).toBe(MANY);
  // The writes take at least 100 ms.
  expect(turns).toBeGreaterThan(10);
});

it('a connection that fails on a write ends alone', async () => {
  fanOut = new FanOut(api);
  let written = 0;
  const broken = new Error('It is broken.');
  const failures = await followers(1, 'shared', () => {
    throw broken;
  });
  await followers(2, 'shared', () => written++);
  await world.grow('shared', 'one');
  await eventually(() => written).toBe(2);
  expect(failures).toEqual([broken]);
  expect(fanOut.size.subscribers).toBe(2);
});

/** Keeps the process busy. */
function pause(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}
