import { setTimeout as wait } from 'node:timers/promises';

/** Time for a start to end after the stop was asked for. A start may wait much longer, as for a database. */
const MAX_MS = 3_000;

/**
 * Returns what was started. When the stop is asked for before, the process ends instead: in order if the start ends soon,
 * else as it is.
 */
export async function startUnlessStopped<T extends { stop(): Promise<void> }>(
  starting: Promise<T>,
  stop: Promise<void>,
  onStopped: () => void = () => {},
): Promise<T> {
  const first = await Promise.race([starting, stop]);
  if (first) return first;
  const started = await Promise.race([starting.catch(() => {}), wait(MAX_MS)]);
  onStopped();
  await started?.stop().catch(() => {});
  process.exit(0);
}
