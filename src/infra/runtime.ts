import { randomBytes } from 'node:crypto';
import { monotonicFactory } from 'ulid';
import type { Clock, Ids, Random } from '../domain/shared/ports.ts';

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  // Not the timer of `node:timers/promises`: it creates an error for every aborted sleep, and most sleeps are aborted.
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      signal?.addEventListener('abort', wake, { once: true });
    }),
};

export const systemRandom: Random = { hex: (bytes) => randomBytes(bytes).toString('hex') };

/** A prefix, `_`, and a ULID in lower case: 48 bits of milliseconds, then 80 random ones. */
export function systemIds(): Ids {
  const next = monotonicFactory();
  return { next: (prefix) => `${prefix}_${next().toLowerCase()}` };
}
