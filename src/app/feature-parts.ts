/** Work on a queue. The job says only "look at it now": the row of the feature is the truth. */
export interface JobHandler<Data extends object = object> {
  readonly queue: string;
  work(data: Data): Promise<void>;
}

/** Housekeeping: done again and again, on one of the nodes at a time. */
export interface Sweep {
  readonly name: string;
  readonly intervalMs: number;
  sweep(): Promise<void>;
}
