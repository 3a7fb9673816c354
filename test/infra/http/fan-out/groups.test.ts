import { afterEach, expect, it } from 'vitest';
import { ANONYMOUS } from '../../../../src/domain/access/actor.ts';
import { follow } from '../../../../src/domain/events/follow.ts';
import { FairScheduler, type Job } from '../../../../src/infra/http/fan-out/fair-scheduler.ts';
import { Group } from '../../../../src/infra/http/fan-out/group.ts';
import { Payloads } from '../../../../src/infra/http/fan-out/payloads.ts';
import { Subscriber } from '../../../../src/infra/http/fan-out/subscriber.ts';
import { Tail } from '../../../../src/infra/http/fan-out/tail.ts';
import { systemClock } from '../../../../src/infra/runtime.ts';
import { eventually } from '../support/eventually.ts';
import { ToySink } from './support/toy-sink.ts';
import { ToyWorld } from './support/toy-world.ts';

/** A scheduler that runs when the test calls it. */
class HeldScheduler extends FairScheduler {
  private held: Job[] = [];

  override add(job: Job): void {
    this.held.push(job);
  }

  /** Runs the jobs until none is left. */
  run(): void {
    for (let job = this.held.shift(); job; job = this.held.shift())
      if (job.work(Number.POSITIVE_INFINITY)) this.add(job);
  }
}

const MANY = 2_000;
const CALLER = { actor: ANONYMOUS, address: null };
const scheduler = new HeldScheduler();
const world = new ToyWorld();
let gate = Promise.resolve();
const tails: Tail[] = [];

afterEach(() => {
  for (const tail of tails.splice(0)) tail.stop();
});

function aGroup(stream: string): Group {
  const ports = { log: world.log, bus: world.bus, clock: systemClock };
  const { shared } = follow(ports, world.ref(stream), { after: 0, isLast: () => false, batch: 100 });
  const tail = new Tail(stream, shared, 2 ** 30);
  tails.push(tail);
  const execute = async ({ seq, cursor, isLast }: { seq: number; cursor: string; isLast: boolean }) => {
    await gate;
    return { seq, cursor, isLast, body: Buffer.from(`${seq}`) };
  };
  return new Group({ key: stream, tail, execute, payloads: new Payloads(), scheduler: scheduler });
}

/** Adds a subscriber and runs its first turn. */
async function join(group: Group, after: number): Promise<ToySink> {
  const sink = new ToySink();
  enter(group, sink, after);
  await new Promise(setImmediate);
  scheduler.run();
  return sink;
}

function enter(group: Group, sink: ToySink, after: number): Subscriber {
  const subscriber = new Subscriber({ group, sink, after, caller: CALLER, actor: ANONYMOUS });
  void subscriber.next();
  return subscriber;
}

it('subscribers in the middle of a batch receive the rest of it once', async () => {
  await world.grow('s', 'one');
  const group = aGroup('s');
  const all = await join(group, 1);
  let open = () => {};
  gate = new Promise((resolve) => {
    open = resolve;
  });
  await world.grow('s', 'two', 'three', 'four');
  await eventually(() => group.ports.tail.head).toBe(4);
  // The events after their positions have not been executed yet.
  const between = [await join(group, 2), await join(group, 3), await join(group, 4)];
  open();
  await eventually(() => group.head).toBe(4);
  scheduler.run();
  expect([all, ...between].map(({ seqs }) => seqs)).toEqual([[2, 3, 4], [3, 4], [4], []]);
  await world.grow('s', 'five');
  await eventually(() => group.head).toBe(5);
  scheduler.run();
  expect([all, ...between].map(({ seqs }) => seqs)).toEqual([[2, 3, 4, 5], [3, 4, 5], [4, 5], [5]]);
});

it.each(['another', 'the same'])('many joining subscribers do not delay new events of %s group', async (which) => {
  const crowded = `crowded, ${which}`;
  await world.grow(crowded, 'one', 'two');
  const group = aGroup(crowded);
  // All events that the joining subscribers lack have been executed now.
  await join(group, 0);
  const stream = which === 'another' ? 'small' : crowded;
  const listened = which === 'another' ? aGroup(stream) : group;
  const listener = await join(listened, listened.head);
  const order: string[] = [];
  for (let number = 0; number < MANY; number++) {
    const sink = new ToySink();
    sink.write = () => order.push('joining');
    enter(group, sink, 0);
  }
  await new Promise(setImmediate);
  listener.write = () => order.push('listening');
  await world.grow(stream, 'new');
  await eventually(() => listened.head).toBe(stream === crowded ? 3 : 1);
  scheduler.run();
  expect(order.filter((who) => who === 'joining')).toHaveLength(MANY);
  expect(order.indexOf('listening')).toBeGreaterThanOrEqual(0);
  expect(order.indexOf('listening')).toBeLessThan(MANY / 10);
});

it('a subscriber that leaves while it waits for its turn receives nothing', async () => {
  await world.grow('left', 'one');
  const group = aGroup('left');
  const staying = await join(group, 0);
  const going = [0, 1].map((after) => {
    const sink = new ToySink();
    return { sink, subscriber: enter(group, sink, after) };
  });
  await new Promise(setImmediate);
  for (const { subscriber } of going) void subscriber.return();
  scheduler.run();
  await world.grow('left', 'two');
  await eventually(() => group.head).toBe(2);
  scheduler.run();
  expect(staying.seqs).toEqual([1, 2]);
  expect(going.map(({ sink }) => sink.seqs)).toEqual([[], []]);
});

it('a completion listener is notified of a failure that happens before or after the subscriber begins', async () => {
  const failures: unknown[] = [];
  const listener = { hasEnded: () => {}, hasFailed: (_subscriber: Subscriber, error: unknown) => failures.push(error) };
  for (const name of ['before', 'after']) {
    const group = aGroup(name);
    const subscriber = new Subscriber({ group, sink: new ToySink(), after: 0, caller: CALLER, actor: ANONYMOUS });
    if (name === 'before') group.failed(name);
    subscriber.run(listener);
    await new Promise(setImmediate);
    if (name === 'after') group.failed(name);
  }
  expect(failures).toEqual(['before', 'after']);
});
