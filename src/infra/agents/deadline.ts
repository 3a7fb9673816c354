export type StopReason = 'TOTAL' | 'SILENCE' | 'CANCELLED';

/**
 * Aborts a call that takes longer than `timeoutMs`, receives nothing for `silenceMs`, or is cancelled from outside. Stores
 * which reason came first.
 */
export class Deadline {
  stoppedBy: StopReason | null = null;
  private readonly controller = new AbortController();
  private readonly outer: AbortSignal;
  private readonly total: NodeJS.Timeout;
  private readonly silence: NodeJS.Timeout;

  constructor(limits: { readonly timeoutMs: number; readonly silenceMs: number }, outer: AbortSignal) {
    this.outer = outer;
    this.total = setTimeout(() => this.stop('TOTAL'), limits.timeoutMs);
    this.silence = setTimeout(() => this.stop('SILENCE'), limits.silenceMs);
    outer.addEventListener('abort', this.cancel, { once: true });
    if (outer.aborted) this.cancel();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** A piece arrived. */
  heard(): void {
    this.silence.refresh();
  }

  /** Stops waiting. */
  release(): void {
    clearTimeout(this.total);
    clearTimeout(this.silence);
    this.outer.removeEventListener('abort', this.cancel);
  }

  /** Aborts all open requests. */
  abandon(): void {
    this.release();
    this.controller.abort();
  }

  private readonly cancel = () => this.stop('CANCELLED');

  private stop(reason: StopReason): void {
    this.stoppedBy ??= reason;
    this.abandon();
  }
}
