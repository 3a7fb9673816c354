import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 20;
const NS_PER_MS = 1e6;

/** Load of this process, measured between readings. */
export class ProcessLoad {
  private readonly delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor() {
    this.delay.enable();
  }

  /** Load since the last reading. */
  read(): { readonly eventLoopDelayMs: number; readonly memoryBytes: number } {
    // The histogram measures the time between two timers. Without delay it equals the resolution.
    const late = this.delay.count === 0 ? 0 : this.delay.percentile(99) / NS_PER_MS - RESOLUTION_MS;
    this.delay.reset();
    return { eventLoopDelayMs: Math.max(0, Math.round(late * 10) / 10), memoryBytes: process.memoryUsage.rss() };
  }

  close(): void {
    this.delay.disable();
  }
}
