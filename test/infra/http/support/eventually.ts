import { expect } from 'vitest';

/** What is to become true before long; a busy machine is given its time. */
export function eventually<T>(look: () => T | Promise<T>) {
  return expect.poll(look, { timeout: 15_000, interval: 20 });
}
