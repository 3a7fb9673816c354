import { randomBytes } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { monotonicFactory } from 'ulid';
import type { Clock, Ids, Random } from '../domain/shared/ports.ts';

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  sleep: async (ms, signal) => {
    await after(ms, undefined, { signal }).catch(() => {});
  },
};

export const systemRandom: Random = { hex: (bytes) => randomBytes(bytes).toString('hex') };

/** A prefix, `_`, and a ULID in lower case: 48 bits of milliseconds, then 80 random ones. */
export function systemIds(): Ids {
  const next = monotonicFactory();
  return { next: (prefix) => `${prefix}_${next().toLowerCase()}` };
}
