// Loaded by `--import` into every process that is measured. It tells the parent what was used, and touches nothing.
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { answer } from './channel.ts';

/** How late the event loop was, in milliseconds. */
export interface Delay {
  readonly p99: number;
  readonly max: number;
  /** How long the process had work and no processor meanwhile, which it can do nothing about; NaN where nobody counts it. */
  readonly waited: number;
}

const NS_PER_MS = 1e6;
const session = new Session();
// Only while somebody asks for it: its timer wakes the process every millisecond.
const delay = monitorEventLoopDelay({ resolution: 1 });
let waitedBefore = 0;

answer({
  /** Of all its threads, in milliseconds. */
  cpuMs: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
  /** Bytes of the JavaScript heap that are in use after a collection. */
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
  // In detail, or an asynchronous function would count anew whenever it goes on.
  countCalls: async () => {
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  },
  /** How often the one function of that name was called since, by the engine's own count. */
  calls: async (name: string) => {
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const [found, ...others] = result.flatMap(({ functions }) =>
      functions.filter(({ functionName }) => functionName === name),
    );
    if (!found || others.length > 0)
      throw new Error(`There is not one function ${name}, but ${found ? 'several' : 'none'}.`);
    return found.ranges[0]?.count ?? 0;
  },
});
/** Of the main thread, by the scheduler's own count. */
function waitedMs(): number {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]) / NS_PER_MS;
  } catch {
    return Number.NaN;
  }
}

// It does not keep alive what it measures.
process.channel?.unref();
