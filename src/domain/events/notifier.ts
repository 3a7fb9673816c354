import type { Clock } from '../shared/ports.ts';

/** Remembers a ring until somebody waits for it, so that one which comes during a read is not missed. */
export class Doorbell {
  private rung = false;
  private wake: (() => void) | undefined;
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** As a value, so that it can be handed to whoever rings. */
  readonly ring = (): void => {
    this.rung = true;
    this.wake?.();
  };

  /** Resolves at a ring since the last wait, after `ms` milliseconds, or when the signal aborts: whichever is first. */
  async wait(ms: number, signal?: AbortSignal): Promise<void> {
    if (!this.rung && !signal?.aborted) {
      const rest = new AbortController();
      const rung = new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      await Promise.race([rung, this.clock.sleep(ms, signal ? AbortSignal.any([signal, rest.signal]) : rest.signal)]);
      rest.abort(null);
      this.wake = undefined;
    }
    this.rung = false;
  }
}
