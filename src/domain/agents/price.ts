const MILLION = 1_000_000;
const DAY_MS = 86_400_000;
/** A price of this age should be checked against its source. */
const MAX_AGE_DAYS = 180;

/** Price of a model on a given day. */
export interface Price {
  /** US dollars for a million tokens. */
  readonly inputPerMillionUsd: number;
  readonly outputPerMillionUsd: number;
  /** The day on which it was read, YYYY-MM-DD. */
  readonly asOf: string;
  /** Where the price was read. */
  readonly source: string;
}

/** US dollars for these tokens. */
export function costAt(
  { inputPerMillionUsd, outputPerMillionUsd }: Price,
  { inputTokens, outputTokens }: { readonly inputTokens: number; readonly outputTokens: number },
): number {
  return (inputTokens * inputPerMillionUsd + outputTokens * outputPerMillionUsd) / MILLION;
}

/** Age of the price in days when it is more than 180; null for a recent one. */
export function staleDays({ asOf }: Price, now: Date): number | null {
  const days = Math.floor((now.getTime() - Date.parse(asOf)) / DAY_MS);
  return days > MAX_AGE_DAYS ? days : null;
}
