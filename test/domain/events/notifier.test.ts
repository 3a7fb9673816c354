import { describe, expect, it } from 'vitest';
import { Notifier } from '../../../src/domain/events/notifier.ts';
import { FakeClock } from '../../support/fake-clock.ts';

/** A bell, and whether a wait of a second for it is over. */
function aBell() {
  const clock = new FakeClock();
  const notifier = new Notifier(clock);
  const wait = (signal?: AbortSignal) => {
    const waiting = { isOver: false };
    void notifier.wait(1_000, signal).then(() => {
      waiting.isOver = true;
    });
    return waiting;
  };
  return { clock, bell: notifier, wait };
}

describe('waiting for the bell', () => {
  it('is over at a ring, and leaves nobody asleep', async () => {
    const { clock, bell: notifier, wait } = aBell();
    const waiting = wait();
    await clock.settle();
    expect(waiting.isOver).toBe(false);
    notifier.notify();
    await clock.settle();
    expect([waiting.isOver, clock.sleeping]).toEqual([true, 0]);
  });

  it('is over at once after rings that nobody waited for, however many, and once only', async () => {
    const { clock, bell: notifier, wait } = aBell();
    notifier.notify();
    notifier.notify();
    const first = wait();
    await clock.settle();
    const second = wait();
    await clock.settle();
    expect([first.isOver, second.isOver]).toEqual([true, false]);
  });

  it('is over when the time is up, without a ring', async () => {
    const { clock, wait } = aBell();
    const waiting = wait();
    await clock.advance(999);
    expect(waiting.isOver).toBe(false);
    await clock.advance(1);
    expect(waiting.isOver).toBe(true);
  });

  it('is over when the signal aborts, before or meanwhile', async () => {
    const { clock, wait } = aBell();
    const stop = new AbortController();
    const [before, meanwhile] = [wait(AbortSignal.abort()), wait(stop.signal)];
    await clock.settle();
    expect([before.isOver, meanwhile.isOver]).toEqual([true, false]);
    stop.abort();
    await clock.settle();
    expect([meanwhile.isOver, clock.sleeping]).toEqual([true, 0]);
  });
});
