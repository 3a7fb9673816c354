interface Waiting {
  readonly go: () => void;
}

/** Lets through as many as it is told to, in the order of their coming; the others wait. Closed at first. */
export class Turnstile {
  private admitted = 0;
  private waiting: Waiting[] = [];

  /** Resolves when this one is let through, or has given up. */
  async pass(gaveUp: Promise<unknown>): Promise<void> {
    const turn = Promise.withResolvers<void>();
    const waiting = { go: turn.resolve };
    this.waiting.push(waiting);
    this.release();
    await Promise.race([turn.promise, gaveUp]);
    this.waiting = this.waiting.filter((one) => one !== waiting);
  }

  /** Lets so many through from here on. */
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
