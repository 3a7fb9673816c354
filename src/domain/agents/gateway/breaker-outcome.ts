import type { Outcome } from '../../shared/breaker.ts';
import type { FailureCode } from '../../shared/call.ts';
import type { ModelError } from './model-error.ts';

/**
 * Failures that say nothing about the health of the model: this server stopped the call, or the prompt was at fault.
 */
const NEUTRAL: ReadonlySet<FailureCode> = new Set(['CANCELLED', 'CONTEXT', 'CONTENT'] as const);

/**
 * The outcome that a failed call reports to the model's breaker. A wrong key, an empty account, and a rate limit with a
 * given pause open the breaker at once, because the next call would fail too. Other failures open it after several in a
 * row.
 */
export function breakerOutcome({ code, message, retryAfterMs }: ModelError): Outcome {
  if (NEUTRAL.has(code)) return { kind: 'NEUTRAL' };
  const isBanned = code === 'RATE_LIMIT' && retryAfterMs !== null && retryAfterMs > 0;
  const opensAtOnce = isBanned || code === 'AUTH' || code === 'OUT_OF_CREDIT';
  return { kind: 'FAILURE', code, message, retryAfterMs: (retryAfterMs ?? 0) > 0 ? retryAfterMs : null, opensAtOnce };
}
