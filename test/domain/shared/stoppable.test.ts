import { describe, expect, it } from 'vitest';
import { stoppable } from '../../../src/domain/shared/stoppable.ts';

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve());
  });

/** Counts to two, then waits until it is stopped. */
function aCounter() {
  const seen = { closed: false };
  const numbers = stoppable(async function* (signal) {
    try {
      yield 1;
      yield 2;
      await aborted(signal);
    } finally {
      seen.closed = true;
    }
  });
  return { numbers, seen };
}

describe('a stoppable generator', () => {
  it('ends at once when it is closed while it waits', async () => {
    const { numbers, seen } = aCounter();
    await numbers.next();
    await numbers.next();
    const waiting = numbers.next();
    expect(await numbers.return()).toEqual({ done: true, value: undefined });
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(seen.closed).toBe(true);
  });

  it('ends at the end of its scope', async () => {
    const { numbers, seen } = aCounter();
    {
      await using scoped = numbers;
      await scoped.next();
    }
    expect(seen.closed).toBe(true);
  });

  it('throws an error that is thrown into it', async () => {
    const { numbers, seen } = aCounter();
    await numbers.next();
    await expect(numbers.throw(new Error('no'))).rejects.toThrow('no');
    expect(seen.closed).toBe(true);
  });
});
