import type { FairScheduler, Job } from './fair-scheduler.ts';

/** Batches that one share of work gives out. */
const SHARE = 100;

/** Somebody who is behind. */
export interface CatchUpSubscriber {
  /** Takes a batch; answers whether there is another at once. One that has gone meanwhile takes none, and is forgotten. */
  work(): boolean;
}

/**
 * Those of one group who are behind it, each given a batch in turn. However many they are, together they have one place
 * among the turns: those who wait for something else wait for a share of them, not for all.
 */
export class CatchUpQueue implements Job {
  private readonly turns: FairScheduler;
  private readonly waiting = new Set<CatchUpSubscriber>();
  private isQueued = false;

  constructor(turns: FairScheduler) {
    this.turns = turns;
  }

  /** Puts it last. */
  add(subscriber: CatchUpSubscriber): void {
    this.waiting.add(subscriber);
    if (this.isQueued) return;
    this.isQueued = true;
    this.turns.add(this);
  }

  work(until: number): boolean {
    let served = 0;
    // A set goes on with whoever is put last meanwhile.
    for (const one of this.waiting) {
      this.waiting.delete(one);
      if (one.work()) this.waiting.add(one);
      if (++served === SHARE || performance.now() >= until) break;
    }
    this.isQueued = this.waiting.size > 0;
    return this.isQueued;
  }
}
