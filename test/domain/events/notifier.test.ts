import { describe, expect, it } from 'vitest';
import { Notifier } from '../../../src/domain/events/notifier.ts';
import { FakeClock } from '../../support/fake-clock.ts';

/** A notifier, and a function that waits a second for it and reports whether the wait has ended. */
function aNotifier() {
  const clock = new FakeClock();
  const notifier = new Notifier(clock);
  const wait = (signal?: AbortSignal) => {
    const waiting = { isOver: false };
    void notifier.wait(1_000, signal).then(() => {
      waiting.isOver = true;
    });
    return waiting;
  };
  return { clock, notifier, wait };
}

describe('waiting for a notification', () => {
  it('ends at a notification, and leaves no timer', async () => {
    const { clock, notifier, wait } = aNotifier();
    const waiting = wait();
    await clock.settle();
    expect(waiting.isOver).toBe(false);
    notifier.notify();
    await clock.settle();
    expect([waiting.isOver, clock.sleeping]).toEqual([true, 0]);
  });

  it('ends at once after one or more earlier notifications, but the next wait does not', async () => {
    const { clock, notifier, wait } = aNotifier();
    notifier.notify();
    notifier.notify();
    const first = wait();
    await clock.settle();
    const second = wait();
    await clock.settle();
    expect([first.isOver, second.isOver]).toEqual([true, false]);
  });

  it('continues after a reset of the notification', async () => {
    const { clock, notifier, wait } = aNotifier();
    notifier.notify();
    notifier.reset();
    const waiting = wait();
    await clock.settle();
    expect(waiting.isOver).toBe(false);
  });

  it('ends after its time without a notification', async () => {
    const { clock, wait } = aNotifier();
    const waiting = wait();
    await clock.advance(999);
    expect(waiting.isOver).toBe(false);
    await clock.advance(1);
    expect(waiting.isOver).toBe(true);
  });

  it('ends when the signal aborts before or during the wait', async () => {
    const { clock, wait } = aNotifier();
    const stop = new AbortController();
    const [before, meanwhile] = [wait(AbortSignal.abort()), wait(stop.signal)];
    await clock.settle();
    expect([before.isOver, meanwhile.isOver]).toEqual([true, false]);
    stop.abort();
    await clock.settle();
    expect([meanwhile.isOver, clock.sleeping]).toEqual([true, 0]);
  });
});
