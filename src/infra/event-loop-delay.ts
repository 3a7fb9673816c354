import { type ELDHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

const HOUR_MS = 3_600_000;

/**
 * Starts to measure how long other work delays each iteration of the event loop. Nothing is measured by a timer, which
 * would wake an idle process many times a second. A Node.js that cannot measure by iteration measures nothing.
 */
export function measureEventLoopDelay(): ELDHistogram {
  const delay = monitorEventLoopDelay({ samplePerIteration: true, resolution: HOUR_MS });
  delay.enable();
  return delay;
}
