/**
 * A handler for the jobs of one queue. A job only asks the handler to check now: the rows of the feature are the truth.
 */
export interface JobHandler<Data extends object = object> {
  readonly queue: string;
  /** May be called late or twice. When it throws, the job is retried with growing delays. */
  work(data: Data): Promise<void>;
}

/** Work at fixed times, on one node each time. */
export interface Schedule {
  /** Names its queue, so it never changes. */
  readonly name: string;
  /** Five fields, in UTC. */
  readonly cron: string;
  /** Ticks that passed while no server ran: SKIP makes up for none of them, ONCE for the latest one. */
  readonly missed: 'SKIP' | 'ONCE';
  /** May be called late or twice. */
  work(): Promise<void>;
}

/** Work at intervals that maintains stored data, on one node at a time. If that node dies, another one continues. */
export interface Sweep {
  /** Names its job, so it never changes. */
  readonly name: string;
  readonly intervalMs: number;
  /** When `isIdle` resolves to true, the sweep is skipped, and the next one follows after this `intervalMs`. */
  readonly idle?: { readonly intervalMs: number; isIdle(): Promise<boolean> };
  /** May run on two nodes at once when it takes longer than its interval. The signal aborts when the server stops. */
  sweep(signal: AbortSignal): Promise<void>;
}
