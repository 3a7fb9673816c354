import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/infra/runtime.ts';

describe('sleeping', () => {
  afterEach(() => void vi.useRealTimers());

  it('lasts as long as requested', async () => {
    const startedAt = performance.now();
    await systemClock.sleep(30);
    // The timers of Node round to whole milliseconds.
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(29);
  });

  it('ends when the signal aborts, at once if it has aborted already, and leaves no timer behind', async () => {
    vi.useFakeTimers();
    const stop = new AbortController();
    const long = systemClock.sleep(1e8, stop.signal);
    stop.abort();
    await long;
    await systemClock.sleep(1e8, stop.signal);
    await systemClock.sleep(1e8, AbortSignal.abort());
    expect(vi.getTimerCount()).toBe(0);
  });
});
