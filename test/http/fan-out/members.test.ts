import { setTimeout as after } from 'node:timers/promises';
import { parse } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../../src/domain/access/actor.ts';
import { eventCursor } from '../../../src/domain/events/cursor.ts';
import type { Batch } from '../../../src/infra/http/fan-out/batch.ts';
import { FanOut, type FanOutTimes } from '../../../src/infra/http/fan-out/fan-out.ts';
import type { Sink } from '../../../src/infra/http/fan-out/sink.ts';
import { eventually } from '../support/eventually.ts';
import { toyApi } from './support/toy-api.ts';
import { anActor } from './support/toy-server.ts';
import { ToyWorld } from './support/toy-world.ts';

const QUERY = 'subscription ($after: String) { events(stream: "s", after: $after) { seq } }';

/** A connection that is open and notes which events it was written. */
class ToySink implements Sink {
  readonly isOpen = true;
  unread = 0;
  /** The cursors it was cut off with. */
  readonly cuts: (string | undefined)[] = [];
  readonly seqs: number[] = [];
  private read: () => void = () => {};

  write(batch: Batch): void {
    for (let seq = batch.after + 1; seq <= batch.to; seq++) this.seqs.push(seq);
  }

  whenRead(callback: () => void): void {
    this.read = callback;
  }

  cutOff(cursor: string | undefined): void {
    this.cuts.push(cursor);
  }

  /** Takes all that waits. */
  drain(): void {
    this.unread = 0;
    this.read();
  }
}

let world: ToyWorld;
let fanOut: FanOut;
let caller: { actor: typeof ANONYMOUS; address: null };

function begin(times: Partial<FanOutTimes> = {}): void {
  world = new ToyWorld();
  world.gates.set('s', Promise.resolve());
  fanOut = new FanOut(toyApi(world, ['events']), { lookEveryMs: 20, ...times });
  caller = { actor: anActor('member'), address: null };
}

afterEach(() => fanOut.close());

/** A member, and how its operation ends. */
async function join(seq = 0): Promise<{ sink: ToySink; end: Promise<unknown> }> {
  const api = toyApi(world, ['events']);
  const sink = new ToySink();
  const variableValues = { after: seq === 0 ? null : eventCursor('s', seq) };
  const contextValue = api.contextFor('req_1', caller);
  const args = { schema: api.schema, document: parse(QUERY), variableValues, contextValue };
  const member = await fanOut.subscribe({ args, query: QUERY, sink });
  if (!('next' in member)) throw new Error(JSON.stringify(member));
  return { sink, end: member.next() };
}

describe('a member', () => {
  it('that is nobody any more is written nothing, even where its connection is open still', async () => {
    begin();
    const { sink, end } = await join();
    await world.grow('s', 'one');
    await eventually(() => sink.seqs).toEqual([1]);
    caller.actor = ANONYMOUS;
    await world.grow('s', 'two');
    expect(await end).toEqual({ done: true, value: undefined });
    expect(sink.seqs).toEqual([1]);
  });

  it('that stands within what is being executed gets what follows it, and that once', async () => {
    begin();
    await world.grow('s', 'one');
    const { sink } = await join();
    await eventually(() => sink.seqs).toEqual([1]);
    // All of it is executed while a pass is under way, which has to be: it is what the large group below is for.
    const crowd = await Promise.all(Array.from({ length: 20 }, () => join(1)));
    await eventually(() => fanOut.size.members).toBe(21);
    await after(50);
    world.executionMs = 30;
    await world.grow('s', 'two', 'three', 'four', 'five');
    const between = await Promise.all([2, 3, 4, 5].map((seq) => join(seq)));
    await after(10);
    world.executionMs = 0;
    await world.grow('s', 'six');
    for (const [at, one] of between.entries()) await eventually(() => one.sink.seqs).toEqual([3, 4, 5, 6].slice(at));
    for (const one of crowd) await eventually(() => one.sink.seqs).toEqual([2, 3, 4, 5, 6]);
  });

  it('that does not read is let go after a while, with its cursor, though events keep coming', async () => {
    begin({ mostWaitMs: 200 });
    const { sink, end } = await join();
    await world.grow('s', 'one');
    await eventually(() => sink.seqs).toEqual([1]);
    sink.unread = 100_000;
    let isOver = false;
    void end.then(() => {
      isOver = true;
    });
    for (let count = 0; count < 200 && !isOver; count++) {
      await world.grow('s', 'more');
      await after(10);
    }
    expect(sink.cuts).toEqual([eventCursor('s', 1)]);
    expect(sink.seqs).toEqual([1]);
    expect(fanOut.size.members).toBe(0);
  });

  it('that has read again is not let go for having waited once', async () => {
    begin({ mostWaitMs: 400 });
    const { sink } = await join();
    await world.grow('s', 'one');
    await eventually(() => sink.seqs).toEqual([1]);
    sink.unread = 100_000;
    await world.grow('s', 'two');
    await after(50);
    sink.drain();
    await eventually(() => sink.seqs).toEqual([1, 2]);
    await after(700);
    expect(sink.cuts).toEqual([]);
    await world.grow('s', 'three');
    await eventually(() => sink.seqs).toEqual([1, 2, 3]);
  });
});
