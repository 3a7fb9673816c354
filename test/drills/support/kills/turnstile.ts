interface Waiting {
  readonly go: () => void;
}

/** Lets the given number of callers pass, in order of arrival. The others wait. It is closed at first. */
export class Turnstile {
  private admitted = 0;
  private waiting: Waiting[] = [];

  /** Resolves when this caller may pass, or when it has given up. */
  async pass(gaveUp: Promise<unknown>): Promise<void> {
    const turn = Promise.withResolvers<void>();
    const waiting = { go: turn.resolve };
    this.waiting.push(waiting);
    this.release();
    await Promise.race([turn.promise, gaveUp]);
    this.waiting = this.waiting.filter((one) => one !== waiting);
  }

  /** Lets this number of callers pass from now on. */
  admit(count: number): void {
    this.admitted = count;
    this.release();
  }

  open(): void {
    this.admit(Number.POSITIVE_INFINITY);
  }

  close(): void {
    this.admitted = 0;
  }

  private release(): void {
    while (this.admitted > 0) {
      const next = this.waiting.shift();
      if (!next) return;
      this.admitted--;
      next.go();
    }
  }
}
