import { z } from 'zod';

/** CLOSED: calls go through. OPEN: none does. HALF_OPEN: one goes through, to see whether it works again. */
export type BreakerState = 'CLOSED' | 'HALF_OPEN' | 'OPEN';

export interface BreakerRules {
  /** So many failures in a row open it. */
  readonly failures: number;
  /** How long it stays open when nobody says otherwise, and the longest it ever does, in milliseconds. */
  readonly openMs: number;
  readonly longestOpenMs: number;
  /** After this time a probe that was not heard of again is given up, and another one may go, in milliseconds. */
  readonly probeMs: number;
}

export const BREAKER_RULES: BreakerRules = {
  failures: 5,
  openMs: 60_000,
  longestOpenMs: 24 * 3_600_000,
  probeMs: 150_000,
};

/** What nodes share of a breaker. Times are milliseconds since 1970. */
const breaker = z.object({
  /** Failures since the last success. */
  failures: z.number(),
  /** null: it is closed. */
  openUntil: z.number().nullable(),
  /** null: no probe is on its way. */
  probeUntil: z.number().nullable(),
  lastFailure: z.object({ code: z.string(), message: z.string(), at: z.number() }).nullable(),
});
export type Breaker = Readonly<z.infer<typeof breaker>>;

export const UNTOUCHED: Breaker = { failures: 0, openUntil: null, probeUntil: null, lastFailure: null };

/** The breaker that was stored; an untouched one when there is none, or another version of this program wrote it. */
export function readBreaker(stored: unknown): Breaker {
  return breaker.safeParse(stored).data ?? UNTOUCHED;
}

/** Whether a call may be made. REFUSED: `retryInMs` until it is worth asking again, null while a probe is on its way. */
export type Admission =
  | { readonly kind: 'PASS' }
  | { readonly kind: 'PROBE'; readonly next: Breaker }
  | { readonly kind: 'REFUSED'; readonly retryInMs: number | null; readonly lastFailure: Breaker['lastFailure'] };

/** How a call went. NEUTRAL says nothing of whether the other side works: it was stopped, or the question was at fault. */
export type Outcome =
  | { readonly kind: 'SUCCESS' }
  | { readonly kind: 'NEUTRAL' }
  | {
      readonly kind: 'FAILURE';
      readonly code: string;
      readonly message: string;
      /** How long the other side asks to be left alone, in milliseconds; null when it does not say. */
      readonly retryAfterMs: number | null;
      /** Whether the next call is known to fail too, so that none is made. */
      readonly opensAtOnce: boolean;
    };

/*
 *          so many failures in a row, or one that opens at once
 *  CLOSED ─────────────────────────────────────────────▶ OPEN ◀─┐
 *     ▲                                   its time is over │    │ the probe fails
 *     │                   the probe succeeds               ▼    │
 *     └──────────────────────────────────────────────── HALF_OPEN (one probe; everybody else is refused)
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
 * The breaker after a call that it let through; the same object when nothing changes. Calls that began before it opened
 * and end later are old news: they close nothing, and only a longer ban makes it stay open for longer.
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
