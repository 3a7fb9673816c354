import type { Allowance } from '../../domain/system/budget.ts';

/** What is left after points were taken. */
export interface Taken {
  readonly allowance: Allowance;
  readonly isRefused: boolean;
}

/** Port: counts the points taken under each key in the current minute. Failures of a shared store never refuse a request. */
export interface RateCounter {
  take(key: string, points: number): Promise<Taken>;
}
