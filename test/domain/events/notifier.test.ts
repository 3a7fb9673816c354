import { describe, expect, it } from 'vitest';
import { Notifier } from '../../../src/domain/events/notifier.ts';
import { FakeClock } from '../../support/fake-clock.ts';

/** A notifier, and whether a wait of a second for it is over. */
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
  it('is over at a notification, and leaves nobody asleep', async () => {
    const { clock, notifier, wait } = aNotifier();
    const waiting = wait();
    await clock.settle();
    expect(waiting.isOver).toBe(false);
    notifier.notify();
    await clock.settle();
    expect([waiting.isOver, clock.sleeping]).toEqual([true, 0]);
  });

  it('is over at once after notifications that nobody waited for, however many, and once only', async () => {
    const { clock, notifier, wait } = aNotifier();
    notifier.notify();
    notifier.notify();
    const first = wait();
    await clock.settle();
    const second = wait();
    await clock.settle();
    expect([first.isOver, second.isOver]).toEqual([true, false]);
  });

  it('goes on after a notification that was forgotten', async () => {
    const { clock, notifier, wait } = aNotifier();
    notifier.notify();
    notifier.reset();
    const waiting = wait();
    await clock.settle();
    expect(waiting.isOver).toBe(false);
  });

  it('is over when the time is up, without a notification', async () => {
    const { clock, wait } = aNotifier();
    const waiting = wait();
    await clock.advance(999);
    expect(waiting.isOver).toBe(false);
    await clock.advance(1);
    expect(waiting.isOver).toBe(true);
  });

  it('is over when the signal aborts, before or meanwhile', async () => {
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
