import { type Attempt, plausibleAttempt } from '../shared/call.ts';

/** Usage of some calls of language models. A call is one request to one model. */
export interface CallUsage {
  readonly calls: number;
  /** Calls without a usable answer; they may have a cost too. */
  readonly failedCalls: number;
  /** Calls of models with an unknown price. */
  readonly unpricedCalls: number;
  /** Calls whose tokens are estimated from the length of the texts. */
  readonly estimatedCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars of the calls whose price is known. */
  readonly knownCostUsd: number;
}

export const NO_CALLS: CallUsage = {
  calls: 0,
  failedCalls: 0,
  unpricedCalls: 0,
  estimatedCalls: 0,
  inputTokens: 0,
  outputTokens: 0,
  knownCostUsd: 0,
};

export function usageOf(attempt: Attempt): CallUsage {
  const { failure, costUsd, isEstimated, inputTokens, outputTokens } = plausibleAttempt(attempt);
  return {
    calls: 1,
    failedCalls: failure === null ? 0 : 1,
    unpricedCalls: costUsd === null ? 1 : 0,
    estimatedCalls: isEstimated ? 1 : 0,
    inputTokens,
    outputTokens,
    knownCostUsd: costUsd ?? 0,
  };
}

export function together(one: CallUsage, other: CallUsage): CallUsage {
  return {
    calls: one.calls + other.calls,
    failedCalls: one.failedCalls + other.failedCalls,
    unpricedCalls: one.unpricedCalls + other.unpricedCalls,
    estimatedCalls: one.estimatedCalls + other.estimatedCalls,
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    knownCostUsd: one.knownCostUsd + other.knownCostUsd,
  };
}

/** US dollars of all the calls; null when the price of any call is not known. */
export function costOf({ unpricedCalls, knownCostUsd }: CallUsage): number | null {
  return unpricedCalls > 0 ? null : knownCostUsd;
}
