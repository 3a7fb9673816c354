import type { Outcome } from '../../shared/breaker.ts';
import type { FailureCode } from '../../shared/call.ts';
import type { ModelError } from './model-error.ts';

/** Failures that say nothing of whether the model works: we stopped it, or the prompt was at fault. */
const NEUTRAL: ReadonlySet<FailureCode> = new Set(['CANCELLED', 'CONTEXT', 'CONTENT'] as const);

/**
 * What a failed call says to the model's breaker. A wrong key, an empty account and a provider that says for how long it
 * wants no calls open it at once: the next call is known to fail too. Of the others it takes several in a row.
 */
export function breakerOutcome({ code, message, retryAfterMs }: ModelError): Outcome {
  if (NEUTRAL.has(code)) return { kind: 'NEUTRAL' };
  const isBanned = code === 'RATE_LIMIT' && retryAfterMs !== null && retryAfterMs > 0;
  const opensAtOnce = isBanned || code === 'AUTH' || code === 'OUT_OF_CREDIT';
  return { kind: 'FAILURE', code, message, retryAfterMs: (retryAfterMs ?? 0) > 0 ? retryAfterMs : null, opensAtOnce };
}
