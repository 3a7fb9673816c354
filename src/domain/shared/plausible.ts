/** No call of a language model uses more tokens: the largest contexts of today are a tenth of it. */
const MAX_COUNT = 100_000_000;

/** Whether a value from outside can be a number of tokens: a whole number that is neither negative nor absurd. */
export function isPlausibleCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MAX_COUNT;
}

/** Whether a stored value can be a sum of such numbers. */
export function isPlausibleSum(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Whether a value from outside can be an amount of money: a finite number that is not negative. */
export function isPlausibleAmount(value: unknown): value is number {
  return Number.isFinite(value) && (value as number) >= 0;
}
