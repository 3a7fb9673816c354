import { expect } from 'vitest';
import { PATIENCE } from '../../../support/waiting.ts';

/** Waits until the expectation holds, also on a slow machine. */
export function eventually<T>(look: () => T | Promise<T>) {
  return expect.poll(look, PATIENCE);
}
