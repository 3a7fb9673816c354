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
  /** Who the model is and how it has to answer. */
  readonly system: string;
  readonly prompt: string;
  /** The form of the answer; null asks for plain text. Providers that can are held to it, the others are only told. */
  readonly schema: JsonSchema | null;
  readonly maxOutputTokens: number;
  /** Longest time for the whole answer, and longest silence within it, in milliseconds. */
  readonly timeoutMs: number;
  readonly silenceMs: number;
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Whether the provider said nothing, so that these are 1 token for 4 characters. */
  readonly isEstimated: boolean;
}

export interface ModelAnswer {
  /** Exactly what the model wrote, never empty. */
  readonly text: string;
  readonly usage: Usage;
  /** The model as the provider names it in its answer; null when it does not. */
  readonly servedModel: string | null;
}

/** Takes a piece of text as it arrives; the pieces of one call make up its text. */
export type OnDelta = (text: string) => void;

/**
 * Calls a language model once. Rejects with a `ModelError` when it fails in whatever way, the stream in its midst
 * included, and with `CANCELLED` when the signal aborts; the request to the provider is then closed at once.
 */
export interface LanguageModel {
  call(call: ModelCall, onDelta: OnDelta, signal: AbortSignal): Promise<ModelAnswer>;
}
