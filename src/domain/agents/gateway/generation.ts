import type { TurnListener } from '../../debates/run/turn-request.ts';
import type { Call } from '../../shared/call.ts';
import type { JsonSchema, ModelRef } from '../language-model.ts';

/** What is asked of a language model, and how its answer is read. */
export interface Generation<T> {
  readonly system: string;
  readonly prompt: string;
  /** The form of the answer; null for plain text. */
  readonly schema: JsonSchema | null;
  readonly maxOutputTokens: number;
  /** The value of a whole answer. Throws an Error that says what is wrong with it. */
  read(text: string): T;
  /** Makes what people are shown out of the pieces as they arrive, a new one for each attempt; left out: the pieces themselves. */
  reader?(): (piece: string) => string;
}

export interface Generated<T> {
  readonly value: T;
  /** Exactly what the model wrote. */
  readonly text: string;
  readonly call: Call;
}

/** Gets an answer out of a model, or out of one that stands in for it. Rejects with `AgentFailure`, or the signal's reason. */
export type Generate = <T>(
  model: ModelRef,
  wish: Generation<T>,
  listener: TurnListener,
  signal: AbortSignal,
) => Promise<Generated<T>>;
