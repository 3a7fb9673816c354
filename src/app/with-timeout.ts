import { systemClock } from '../infra/runtime.ts';

/** Waits for the work, but at most `ms` milliseconds. */
export async function withTimeout(ms: number, work: Promise<unknown>): Promise<void> {
  const done = new AbortController();
  await Promise.race([work, systemClock.sleep(ms, done.signal)]);
  done.abort();
}
