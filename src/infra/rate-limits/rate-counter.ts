import type { Allowance } from '../../domain/system/budget.ts';

/** What is left after something was taken. */
export interface Taken {
  readonly allowance: Allowance;
  readonly isRefused: boolean;
}

/** Counts what was taken under each key in the current minute. */
export interface RateCounter {
  take(key: string, points: number): Promise<Taken>;
}
