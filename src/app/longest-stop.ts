import type { Config } from './config.ts';

/** Time for a process to close its resources, after the time for its debates. */
const CLOSING_MS = 15_000;

/** How long a process may take to stop in order, in milliseconds. */
export function longestStopMs({ drainSeconds }: Pick<Config, 'drainSeconds'>): number {
  return drainSeconds * 1000 + CLOSING_MS;
}
