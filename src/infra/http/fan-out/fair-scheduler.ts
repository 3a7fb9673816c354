/** Work that can be paused and resumed. */
export interface Job {
  /** Works for its share, or until the time (`performance.now()`), and returns whether any work is left. */
  work(until: number): boolean;
}

/** Longest time that sending blocks the event loop. */
const TURN_MS = 4;

/** Runs jobs round-robin, so that a small job waits for no more than a share of each large one. */
export class FairScheduler {
  private readonly waiting: Job[] = [];
  private isDue = false;

  add(job: Job): void {
    this.waiting.push(job);
    this.runSoon();
  }

  /** After the next poll of the network, so that requests and pongs are handled in between. */
  private runSoon(): void {
    if (this.isDue) return;
    this.isDue = true;
    setImmediate(this.runJobs);
  }

  private readonly runJobs = (): void => {
    this.isDue = false;
    const until = performance.now() + TURN_MS;
    do {
      const job = this.waiting.shift();
      if (!job) return;
      if (job.work(until)) this.waiting.push(job);
    } while (performance.now() < until);
    if (this.waiting.length > 0) this.runSoon();
  };
}
