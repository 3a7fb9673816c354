/** No call of a language model uses more tokens: the largest contexts of today are a tenth of it. */
const MAX_COUNT = 100_000_000;

/** Whether a value from outside can be a number of tokens: a whole number that is neither negative nor absurd. */
export function isPlausibleCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MAX_COUNT;
}

/** Stored counts, with 0 for each number that can be none. */
export function plausibleCounts<T extends object>(counts: T): T {
  const told = Object.entries(counts).map(([key, value]) => {
    return [key, typeof value === 'number' && !isPlausibleCount(value) ? 0 : value];
  });
  return Object.fromEntries(told) as T;
}

/** Whether a stored value can be a sum of such numbers. */
export function isPlausibleSum(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Sums of amounts up to it are numbers, too. */
const MAX_AMOUNT = 1e12;

/** Whether a value from outside can be an amount, such as of money: a finite number that is neither negative nor absurd. */
export function isPlausibleAmount(value: unknown): value is number {
  return Number.isFinite(value) && (value as number) >= 0 && (value as number) <= MAX_AMOUNT;
}
