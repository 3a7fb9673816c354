import { z } from 'zod';

/** CLOSED: calls pass. OPEN: no call passes. HALF_OPEN: one probe passes. */
export type BreakerState = 'CLOSED' | 'HALF_OPEN' | 'OPEN';

export interface BreakerRules {
  /** Failures in a row that open it. */
  readonly failures: number;
  /** Milliseconds that it stays open, by default and at most. */
  readonly openMs: number;
  readonly longestOpenMs: number;
  /** Milliseconds after which a probe without a report is abandoned and another may start. */
  readonly probeMs: number;
}

export const BREAKER_RULES: BreakerRules = {
  failures: 5,
  openMs: 60_000,
  longestOpenMs: 24 * 3_600_000,
  probeMs: 150_000,
};

/** State of a breaker as nodes share it. Times are milliseconds since 1970. */
const breaker = z.object({
  /** Failures since the last success. */
  failures: z.number(),
  /** null: it is closed. */
  openUntil: z.number().nullable(),
  /** null: no probe is running. */
  probeUntil: z.number().nullable(),
  lastFailure: z.object({ code: z.string(), message: z.string(), at: z.number() }).nullable(),
});
export type Breaker = Readonly<z.infer<typeof breaker>>;

export const UNTOUCHED: Breaker = { failures: 0, openUntil: null, probeUntil: null, lastFailure: null };

/** The stored breaker; an untouched one when there is none, or when it cannot be read. */
export function readBreaker(stored: unknown): Breaker {
  return breaker.safeParse(stored).data ?? UNTOUCHED;
}

/** Whether a call may be made. REFUSED: `retryInMs` until the next chance, null while a probe is running. */
export type Admission =
  | { readonly kind: 'PASS' }
  | { readonly kind: 'PROBE'; readonly next: Breaker }
  | { readonly kind: 'REFUSED'; readonly retryInMs: number | null; readonly lastFailure: Breaker['lastFailure'] };

/**
 * Result of a call. NEUTRAL says nothing about the health of the called service: the call was stopped, or the request
 * was at fault.
 */
export type Outcome =
  | { readonly kind: 'SUCCESS' }
  | { readonly kind: 'NEUTRAL' }
  | {
      readonly kind: 'FAILURE';
      readonly code: string;
      readonly message: string;
      /** `Retry-After` of the called service in milliseconds; null without one. */
      readonly retryAfterMs: number | null;
      /** Whether the next call would fail too, so that the breaker opens at once. */
      readonly opensAtOnce: boolean;
    };

/*
 *          a number of failures in a row, or one that opens at once
 *  CLOSED ─────────────────────────────────────────────▶ OPEN ◀─┐
 *     ▲                                   its time is over │    │ the probe fails
 *     │                   the probe succeeds               ▼    │
 *     └──────────────────────────────────────────────── HALF_OPEN (one probe; other calls are refused)
 */
export function stateOf({ openUntil }: Breaker, now: number): BreakerState {
  if (openUntil === null) return 'CLOSED';
  return now < openUntil ? 'OPEN' : 'HALF_OPEN';
}

export function admit(breaker: Breaker, now: number, rules: BreakerRules): Admission {
  const { openUntil, probeUntil, lastFailure } = breaker;
  if (openUntil === null) return { kind: 'PASS' };
  if (now < openUntil) return { kind: 'REFUSED', retryInMs: openUntil - now, lastFailure };
  if (probeUntil !== null && now < probeUntil) return { kind: 'REFUSED', retryInMs: null, lastFailure };
  return { kind: 'PROBE', next: { ...breaker, probeUntil: now + rules.probeMs } };
}

/**
 * The breaker after an admitted call; the same object when nothing changes. A call that began before the breaker opened and
 * ends later does not close it; it can only extend the time it stays open.
 */
export function after(
  breaker: Breaker,
  { admitted, outcome }: { readonly admitted: 'PASS' | 'PROBE'; readonly outcome: Outcome },
  now: number,
  rules: BreakerRules,
): Breaker {
  const state = stateOf(breaker, now);
  const isOldNews = state === 'OPEN' || (state === 'HALF_OPEN' && admitted === 'PASS');
  if (outcome.kind === 'FAILURE') {
    if (isOldNews && !outcome.opensAtOnce) return breaker;
    return failed(breaker, outcome, now, rules);
  }
  if (isOldNews) return breaker;
  if (outcome.kind === 'NEUTRAL') return state === 'HALF_OPEN' ? { ...breaker, probeUntil: null } : breaker;
  const isClean = state === 'CLOSED' && breaker.failures === 0;
  return isClean ? breaker : { ...UNTOUCHED, lastFailure: breaker.lastFailure };
}

function failed(
  breaker: Breaker,
  { code, message, retryAfterMs, opensAtOnce }: Extract<Outcome, { kind: 'FAILURE' }>,
  now: number,
  rules: BreakerRules,
): Breaker {
  const state = stateOf(breaker, now);
  const failures = breaker.failures + 1;
  const opens = opensAtOnce || state === 'HALF_OPEN' || failures >= rules.failures;
  const openUntil = opens ? now + Math.min(retryAfterMs ?? rules.openMs, rules.longestOpenMs) : null;
  if (state === 'OPEN' && (openUntil ?? 0) <= (breaker.openUntil ?? 0)) return breaker;
  return { failures, openUntil, probeUntil: null, lastFailure: { code, message, at: now } };
}
