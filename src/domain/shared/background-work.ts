/** A handler for the jobs of one queue. A job says "look at it now": the rows of the feature are the truth. */
export interface JobHandler<Data extends object = object> {
  readonly queue: string;
  /** May be called late or twice. When it throws, the job is tried again, later and later. */
  work(data: Data): Promise<void>;
}

/** Work at fixed times, on one node each time. */
export interface Schedule {
  /** Names its queue, so it never changes. */
  readonly name: string;
  /** Five fields, in UTC. */
  readonly cron: string;
  /** Ticks that passed while no server ran: none of them is made up for, or the latest one is. */
  readonly missed: 'SKIP' | 'ONCE';
  /** May be called late or twice. */
  work(): Promise<void>;
}

/** Work at intervals that keeps stored data in order, on one node each time. A node that dies is replaced by another. */
export interface Sweep {
  /** Names its job, so it never changes. */
  readonly name: string;
  readonly intervalMs: number;
  /** Where there may be nothing to do for a while: the sweep is left out, and the next one comes after `intervalMs` of this. */
  readonly idle?: { readonly intervalMs: number; isIdle(): Promise<boolean> };
  /** May run on two nodes at a time when it takes longer than its interval. The signal aborts when the server stops. */
  sweep(signal: AbortSignal): Promise<void>;
}
