import type { TurnListener } from '../../debates/run/turn-request.ts';
import type { Call } from '../../shared/call.ts';
import type { JsonSchema, ModelRef } from '../language-model.ts';

/** A request to a language model, and the function that reads its answer. */
export interface Generation<T> {
  readonly system: string;
  readonly prompt: string;
  /** The form of the answer; null for plain text. */
  readonly schema: JsonSchema | null;
  readonly maxOutputTokens: number;
  /** Reads the value of a complete answer. Throws an Error that says what is wrong with the answer. */
  read(text: string): T;
  /**
   * Returns a function that turns each arriving piece into the live text for viewers. It is created anew for each
   * attempt. Without it, the pieces are shown unchanged.
   */
  reader?(): (piece: string) => string;
}

export interface Generated<T> {
  readonly value: T;
  /** The exact text of the model. */
  readonly text: string;
  readonly call: Call;
}

/**
 * Gets an answer from the model, or from a fallback model. Rejects with `AgentFailure`, or with the signal's reason.
 */
export type Generate = <T>(
  model: ModelRef,
  wish: Generation<T>,
  listener: TurnListener,
  signal: AbortSignal,
) => Promise<Generated<T>>;
