/** How often something may be done, and how much of that is left. */
export interface Allowance {
  /** Points a minute. */
  readonly limit: number;
  readonly remaining: number;
  /** When all of it is there again. */
  readonly resetAt: Date;
}

/** What an operation costs, and what its caller has left after it. */
export interface Budget {
  /** Points, counted before the operation is run. */
  readonly cost: number;
  /** The tightest of those that hold for the caller; null where nothing is limited. */
  readonly allowance: Allowance | null;
}
