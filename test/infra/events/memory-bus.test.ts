import { describe, expect, it } from 'vitest';
import { MemoryEventBus } from '../../../src/infra/events/memory.ts';
import { FakeBus } from '../../support/fake-bus.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { describeEventBus, listening, listeningToAll } from './event-bus.ts';

describeEventBus('memory', async () => {
  const bus = new MemoryEventBus();
  return { near: bus, far: bus };
});

describeEventBus('the fake', async () => {
  const bus = new FakeBus(new FakeClock());
  return { near: bus, far: bus };
});

describe('notifying all listeners', () => {
  it('reaches each listener of a stream, and of all streams, once', () => {
    const bus = new MemoryEventBus();
    const refs = [
      { workspaceId: 'wsp_1', stream: 'dbt_1' },
      { workspaceId: 'wsp_2', stream: 'dbt_2' },
    ];
    const all = refs.map((ref) => listening(bus, ref));
    const everything = listeningToAll(bus);
    bus.notifyAll();
    expect(everything.count()).toBe(1);
    expect(all.map((one) => one.notified)).toEqual(refs.map((ref) => [ref]));
  });
});
