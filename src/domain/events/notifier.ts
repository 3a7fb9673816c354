import type { Clock } from '../shared/ports.ts';

/** Remembers a notification until the next wait, so that one which comes during a read is not missed. */
export class Notifier {
  private notified = false;
  private wake: (() => void) | undefined;
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** A bound function, so that it can be passed as a callback. */
  readonly notify = (): void => {
    this.notified = true;
    this.wake?.();
  };

  /** Forgets a notification that came before now. */
  reset(): void {
    this.notified = false;
  }

  /**
   * Resolves at a notification since the last wait, after `ms` milliseconds, or when the signal aborts. Returns whether
   * there was a notification.
   */
  async wait(ms: number, signal?: AbortSignal): Promise<boolean> {
    if (!this.notified && !signal?.aborted) {
      const rest = new AbortController();
      const notified = new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      await Promise.race([
        notified,
        this.clock.sleep(ms, signal ? AbortSignal.any([signal, rest.signal]) : rest.signal),
      ]);
      rest.abort(null);
      this.wake = undefined;
    }
    const isNotified = this.notified;
    this.notified = false;
    return isNotified;
  }
}
