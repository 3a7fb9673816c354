import type { BreakerState } from '../shared/breaker.ts';
import type { FailureCode } from '../shared/call.ts';

declare module '../shared/signals.ts' {
  interface Signals {
    /** One call of a language model has ended; `agent` is the id of the agent of this model. */
    modelAttempted: {
      agent: string;
      provider: string;
      model: string;
      failure: FailureCode | null;
      durationMs: number;
      inputTokens: number;
      outputTokens: number;
      /** US dollars; null when the price of the model is not known. */
      costUsd: number | null;
    };
    /** A call failed; `said` are the words of the provider, shortened and without keys, null when it said nothing. */
    modelFailed: {
      agent: string;
      provider: string;
      model: string;
      code: FailureCode;
      message: string;
      said: string | null;
    };
    fallbackUsed: { from: string; to: string; code: FailureCode };
    breakerChanged: { agent: string; state: BreakerState };
  }
}
