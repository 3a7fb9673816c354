/** Work that can be put down and taken up again. */
export interface Job {
  /** Works for its share, or until the moment (`performance.now()`), and answers whether anything is left. */
  work(until: number): boolean;
}

/** Longest that sending keeps the process from everything else. */
const TURN_MS = 4;

/** Has jobs take turns, first come, first served: a small one waits for no more than a share of each large one. */
export class FairScheduler {
  private readonly waiting: Job[] = [];
  private isDue = false;

  add(job: Job): void {
    this.waiting.push(job);
    this.callSoon();
  }

  /** After the next look at the network, so that requests and answers to pings come in between. */
  private callSoon(): void {
    if (this.isDue) return;
    this.isDue = true;
    setImmediate(this.take);
  }

  private readonly take = (): void => {
    this.isDue = false;
    const until = performance.now() + TURN_MS;
    do {
      const job = this.waiting.shift();
      if (!job) return;
      if (job.work(until)) this.waiting.push(job);
    } while (performance.now() < until);
    if (this.waiting.length > 0) this.callSoon();
  };
}
