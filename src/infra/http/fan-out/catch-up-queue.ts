import type { FairScheduler, Job } from './fair-scheduler.ts';

/** Batches that one share of work writes. */
const SHARE = 100;

/** A subscriber that is behind its group. */
export interface CatchUpSubscriber {
  /** Writes a batch; returns whether it can write another at once. A closed one writes nothing and leaves the queue. */
  work(): boolean;
}

/**
 * The subscribers of one group that are behind it, each given a batch in turn. However many they are, they have one place in
 * the scheduler together: other jobs wait for a share of them, not for all.
 */
export class CatchUpQueue implements Job {
  private readonly scheduler: FairScheduler;
  private readonly waiting = new Set<CatchUpSubscriber>();
  private isQueued = false;

  constructor(scheduler: FairScheduler) {
    this.scheduler = scheduler;
  }

  /** Adds it at the end. */
  add(subscriber: CatchUpSubscriber): void {
    this.waiting.add(subscriber);
    if (this.isQueued) return;
    this.isQueued = true;
    this.scheduler.add(this);
  }

  work(until: number): boolean {
    let served = 0;
    // Iteration of a set includes those added meanwhile.
    for (const one of this.waiting) {
      this.waiting.delete(one);
      if (one.work()) this.waiting.add(one);
      if (++served === SHARE || performance.now() >= until) break;
    }
    this.isQueued = this.waiting.size > 0;
    return this.isQueued;
  }
}
