/** The points that a caller may use, and the points that remain. */
export interface Allowance {
  /** Points a minute. */
  readonly limit: number;
  readonly remaining: number;
  /** When all points are available again. */
  readonly resetAt: Date;
}

/** The cost of an operation, and the allowance that remains to its caller. */
export interface Budget {
  /** Points, counted before the operation is run, and those of long texts that it makes. */
  cost: number;
  /** The smallest of the caller's allowances; null without a limit. */
  allowance: Allowance | null;
}
