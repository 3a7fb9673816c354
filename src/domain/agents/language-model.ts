/** Which model of which provider, such as `openai` and `gpt-5.4`. */
export interface ModelRef {
  readonly provider: string;
  readonly model: string;
}

/** A JSON Schema that an answer must satisfy. */
export type JsonSchema = { readonly [key: string]: unknown };

/** One call of a language model. */
export interface ModelCall {
  readonly model: ModelRef;
  /** The system text: the role of the model, and how to answer. */
  readonly system: string;
  readonly prompt: string;
  /** The form of the answer; null asks for plain text. Some providers enforce it, others only pass it to the model. */
  readonly schema: JsonSchema | null;
  readonly maxOutputTokens: number;
  /** Maximum time for the whole answer, and maximum silence within it, in milliseconds. */
  readonly timeoutMs: number;
  readonly silenceMs: number;
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Whether the provider reported no usage, so that the numbers are estimated at 1 token for 4 characters. */
  readonly isEstimated: boolean;
}

export interface ModelAnswer {
  /** The exact text of the model, never empty. */
  readonly text: string;
  readonly usage: Usage;
  /** The name of the model in the provider's answer; null when the answer has none. */
  readonly servedModel: string | null;
}

/**
 * Receives each piece of text as it arrives; the pieces of one call make up its text. `isAnew`: the pieces before were
 * thoughts of the model, which are no part of its answer.
 */
export type OnDelta = (text: string, isAnew?: boolean) => void;

/**
 * Calls a language model once. Rejects with a `ModelError` for every failure, also within the stream, and with
 * `CANCELLED` when the signal aborts; the request to the provider is then closed at once.
 */
export interface LanguageModel {
  call(call: ModelCall, onDelta: OnDelta, signal: AbortSignal): Promise<ModelAnswer>;
}
