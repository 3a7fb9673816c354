import { ModelError } from '../../domain/agents/gateway/model-error.ts';
import type { ModelCall } from '../../domain/agents/language-model.ts';
import type { ProviderId } from '../../domain/agents/provider-id.ts';
import type { Answering } from './answers/answering.ts';
import { classify } from './classify.ts';
import type { StopReason } from './deadline.ts';
import { type FailureFacts, readFailure } from './failure-facts.ts';
import { codeOf, type FailureKind, messageOf } from './failure-kinds.ts';
import { PROVIDERS, type ProviderNames } from './provider.ts';
import { providersWords } from './providers-words.ts';
import { retryAfterMs } from './retry-after.ts';
import { Unusable } from './unusable.ts';

/** Failures for which providers name the time of recovery. */
const PASSING: readonly FailureKind[] = ['RATE_LIMIT', 'OVERLOADED', 'NO_CREDIT'];

/** Messages to a model, so that its next answer is usable. */
const COMPLAINTS: Readonly<Partial<Record<FailureKind, string>>> = {
  EMPTY: 'It was empty.',
  TRUNCATED: 'It was too long and was cut off: be shorter.',
  TOO_LONG: 'It was too long and was cut off: be shorter.',
  FORM_REFUSED: 'Write JSON and nothing else.',
};

/** Usage of a response that did not come from a model. */
const NOTHING_USED = { inputTokens: 0, outputTokens: 0, isEstimated: false };

export interface CallContext {
  readonly call: ModelCall;
  readonly provider: ProviderNames;
  readonly apiKey: string | null;
  readonly now: Date;
}

export interface Fault {
  readonly error: unknown;
  readonly facts: FailureFacts;
  readonly answering: Answering;
  /** Why this server stopped the call; null when it did not. */
  readonly stoppedBy: StopReason | null;
}

/**
 * The error that tells why a call failed. Words beside the answer tell it when the connection broke, and also when nothing
 * followed them, if they surely name a failure: the state of a queue does not.
 */
export function foundBy(
  thrown: unknown,
  answering: Answering,
  stoppedBy: StopReason | null,
): Pick<Fault, 'error' | 'stoppedBy'> {
  const error = stoppedBy === 'CANCELLED' ? thrown : answering.because(thrown);
  const isSure = error !== thrown && classify(readFailure(error, true), true) !== 'CUT';
  return stoppedBy === null || isSure ? { error, stoppedBy: null } : { error: thrown, stoppedBy };
}

/** The failure of a call, with everything that is known about it. */
export function failureOf({ call, provider, apiKey, now }: CallContext, fault: Fault): ModelError {
  const { error, facts, answering, stoppedBy } = fault;
  const kind = stoppedBy ?? (error instanceof Unusable ? error.kind : classify(facts, answering.hasStarted));
  const wait = PASSING.includes(kind) ? retryAfterMs(facts, now) : null;
  return new ModelError(codeOf(kind), messageOf(kind, { provider, call, retryAfterMs: wait }), {
    retryAfterMs: wait,
    partialText: answering.text,
    usage: answering.reportedUsage ?? (kind === 'NOT_AN_API' ? NOTHING_USED : null),
    complaint: COMPLAINTS[kind] ?? null,
    said: providersWords(error, facts, apiKey),
    cause: error,
  });
}

export function messageWithoutKey(call: ModelCall, provider: ProviderId): string {
  return messageOf('KEY_MISSING', { provider: PROVIDERS[provider], call, retryAfterMs: null });
}
