import { setTimeout as after } from 'node:timers/promises';
import { parse } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../../../src/domain/access/actor.ts';
import { eventCursor } from '../../../../src/domain/events/cursor.ts';
import { FanOut, type FanOutTimes } from '../../../../src/infra/http/fan-out/fan-out.ts';
import { eventually } from '../support/eventually.ts';
import { toyApi } from './support/toy-api.ts';
import { anActor } from './support/toy-server.ts';
import { ToySink } from './support/toy-sink.ts';
import { ToyWorld } from './support/toy-world.ts';

const QUERY = 'subscription ($after: String) { events(stream: "s", after: $after) { seq } }';

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

/** A subscriber, and the end of its operation. */
async function join(seq = 0): Promise<{ sink: ToySink; end: Promise<unknown> }> {
  const api = toyApi(world, ['events']);
  const sink = new ToySink();
  const variableValues = { after: seq === 0 ? null : eventCursor('s', seq) };
  const contextValue = api.contextFor('req_1', caller);
  const args = { schema: api.schema, document: parse(QUERY), variableValues, contextValue };
  const subscriber = await fanOut.subscribe({ args, query: QUERY, sink });
  if (!('next' in subscriber)) throw new Error(JSON.stringify(subscriber));
  return { sink, end: subscriber.next() };
}

describe('a subscriber', () => {
  it('that has become anonymous receives nothing, even while its connection is still open', async () => {
    begin();
    const { sink, end } = await join();
    await world.grow('s', 'one');
    await eventually(() => sink.seqs).toEqual([1]);
    caller.actor = ANONYMOUS;
    await world.grow('s', 'two');
    expect(await end).toEqual({ done: true, value: undefined });
    expect(sink.seqs).toEqual([1]);
  });

  it('that does not read is closed after a while with its cursor, though events keep coming', async () => {
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
    expect(fanOut.size.subscribers).toBe(0);
  });

  it('that has read again is not closed for an earlier wait', async () => {
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
