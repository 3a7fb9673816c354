import { isPlausibleAmount, isPlausibleCount, isPlausibleSum } from './plausible.ts';

/**
 * Why a call of a language model failed.
 *
 * RATE_LIMIT too many requests · OVERLOADED the provider cannot serve at the moment, or cannot be reached ·
 * OUT_OF_CREDIT no money or quota left · AUTH the key is missing, wrong or lacks the permission · CONTEXT the prompt is
 * too long · CONTENT refused by the provider's rules · TIMEOUT no answer in time · CANCELLED stopped by this server ·
 * CUT the stream broke off · MALFORMED an unusable or empty answer
 */
export type FailureCode = (typeof FAILURE_CODES)[number];

export const FAILURE_CODES = [
  ...(['RATE_LIMIT', 'OVERLOADED', 'OUT_OF_CREDIT', 'AUTH', 'CONTEXT', 'CONTENT'] as const),
  ...(['TIMEOUT', 'CANCELLED', 'CUT', 'MALFORMED'] as const),
] as const;

/** One call of one model. */
export interface Attempt {
  readonly provider: string;
  readonly model: string;
  /** null when the model answered. */
  readonly failure: FailureCode | null;
  /** Message for people; null on success. */
  readonly message: string | null;
  readonly latencyMs: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Whether the tokens are estimated from the length of the texts. */
  readonly isEstimated: boolean;
  /** US dollars; null when the price of the model is not known. */
  readonly costUsd: number | null;
  /** Partial text of an abandoned answer; null when nothing arrived. */
  readonly discardedText: string | null;
}

/** How an answer was obtained: the requested model, the model that answered, and all attempts. */
export interface Call {
  readonly requestedModel: string;
  /** `provider:model` of the model that answered; null when none did. */
  readonly servedModel: string | null;
  readonly attempts: readonly Attempt[];
}

/** Tokens and US dollars of some calls; `costUsd` is null when any price is not known. */
export interface Spending {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number | null;
  /** US dollars of the calls whose price is known. */
  readonly knownCostUsd: number;
}

const NOTHING_SPENT: Spending = { inputTokens: 0, outputTokens: 0, costUsd: 0, knownCostUsd: 0 };

export function spendingOf(attempts: readonly Attempt[]): Spending {
  return attempts.map(plausibleAttempt).reduce(
    (sum, { inputTokens, outputTokens, costUsd }) => ({
      inputTokens: sum.inputTokens + inputTokens,
      outputTokens: sum.outputTokens + outputTokens,
      costUsd: sum.costUsd === null || costUsd === null ? null : sum.costUsd + costUsd,
      knownCostUsd: sum.knownCostUsd + (costUsd ?? 0),
    }),
    NOTHING_SPENT,
  );
}

/** The attempt without numbers that cannot be meant, such as negative tokens: rows stored long ago may have them. */
export function plausibleAttempt(attempt: Attempt): Attempt {
  const { inputTokens, outputTokens, costUsd, latencyMs } = attempt;
  const areTokens = isPlausibleCount(inputTokens) && isPlausibleCount(outputTokens);
  return {
    ...attempt,
    ...(!areTokens && { inputTokens: 0, outputTokens: 0, isEstimated: true }),
    costUsd: areTokens && isPlausibleAmount(costUsd) ? costUsd : null,
    latencyMs: isPlausibleCount(latencyMs) ? latencyMs : 0,
  };
}

/** Stored spending without sums that cannot be meant. */
export function plausibleSpending({ inputTokens, outputTokens, costUsd, knownCostUsd }: Spending): Spending {
  return {
    inputTokens: isPlausibleSum(inputTokens) ? inputTokens : 0,
    outputTokens: isPlausibleSum(outputTokens) ? outputTokens : 0,
    costUsd: isPlausibleAmount(costUsd) ? costUsd : null,
    knownCostUsd: isPlausibleAmount(knownCostUsd) ? knownCostUsd : 0,
  };
}

/** An agent that did not answer: the reason, and the attempts. */
export class AgentFailure extends Error {
  override readonly name = 'AgentFailure';
  readonly code: FailureCode;
  /** null when no call was made. */
  readonly call: Call | null;

  constructor(code: FailureCode, message: string, call: Call | null = null) {
    super(message);
    this.code = code;
    this.call = call;
  }
}
