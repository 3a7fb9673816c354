import { expect } from 'vitest';
import { PATIENCE } from '../../../support/waiting.ts';

/** Waits until this holds, however long the machine takes. */
export function eventually<T>(look: () => T | Promise<T>) {
  return expect.poll(look, PATIENCE);
}
