import { measureEventLoopDelay } from './event-loop-delay.ts';

const NS_PER_MS = 1e6;

/** Load of this process, measured between readings. */
export class ProcessLoad {
  private readonly delay = measureEventLoopDelay();

  /** Load since the last reading. */
  read(): { readonly eventLoopDelayMs: number; readonly memoryBytes: number } {
    const lateMs = this.delay.count === 0 ? 0 : this.delay.percentile(99) / NS_PER_MS;
    this.delay.reset();
    return { eventLoopDelayMs: Math.round(lateMs * 10) / 10, memoryBytes: process.memoryUsage.rss() };
  }

  close(): void {
    this.delay.disable();
  }
}
