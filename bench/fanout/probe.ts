// Loaded with `--import` into every measured process. It reports usage to the parent and changes nothing.
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { answer } from './channel.ts';

/** Delay of the event loop, in milliseconds. */
export interface Delay {
  readonly p99: number;
  readonly max: number;
  /** Time in which the process had work but no CPU, which it cannot influence; NaN if the system does not count it. */
  readonly waited: number;
}

const NS_PER_MS = 1e6;
const session = new Session();
// Enabled only during a measurement: its timer wakes the process every millisecond.
const delay = monitorEventLoopDelay({ resolution: 1 });
let waitedBefore = 0;

answer({
  /** CPU time of all threads, in milliseconds. */
  cpuMs: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
  /** Used bytes of the JavaScript heap after a garbage collection. */
  heap: () => {
    globalThis.gc?.();
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  },
  watchDelay: () => {
    waitedBefore = waitedMs();
    delay.reset();
    delay.enable();
  },
  delay: (): Delay => {
    delay.disable();
    return { p99: delay.percentile(99) / NS_PER_MS, max: delay.max / NS_PER_MS, waited: waitedMs() - waitedBefore };
  },
  // Detailed, because otherwise each resumption of an asynchronous function counts as a call.
  countCalls: async () => {
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  },
  /** How often the only function with this name was called since `countCalls`, as counted by V8. */
  calls: async (name: string) => {
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const [found, ...others] = result.flatMap(({ functions }) =>
      functions.filter(({ functionName }) => functionName === name),
    );
    if (!found || others.length > 0)
      throw new Error(`There ${found ? 'are several functions' : 'is no function'} ${name}.`);
    return found.ranges[0]?.count ?? 0;
  },
});
/** Waiting time of the main thread, as counted by the scheduler. */
function waitedMs(): number {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]) / NS_PER_MS;
  } catch {
    return Number.NaN;
  }
}

// The channel must not keep the measured process alive.
process.channel?.unref();
