/** Tokens as a provider told them: undefined when it told none, null when no such number can be meant. */
export interface ToldUsage {
  readonly input?: number | null | undefined;
  readonly output?: number | null | undefined;
}

/** What one event of a provider says about the answer. An event that says nothing is empty. */
export interface Heard {
  /** The next piece of the answer. */
  readonly text?: string | undefined;
  /** The whole text of the answer. It counts if no piece was heard. */
  readonly whole?: string | undefined;
  /** The model thinks aloud. Its thoughts are no part of the answer. */
  readonly isThinking?: boolean;
  /** The model or the provider refuses by its rules on content. */
  readonly isRefused?: boolean;
  /** Name of the model that answers. */
  readonly model?: string | undefined;
  readonly usage?: ToldUsage | undefined;
  /** Stop reason in the words of the provider. */
  readonly reason?: string | undefined;
  /** Whether the text is complete, although the stop reason has not come yet; false when more of it begins. */
  readonly isSaid?: boolean | undefined;
  /** An error that the provider reports. */
  readonly failure?: unknown;
  /** Nothing that belongs to the answer follows. */
  readonly isOver?: boolean;
}

/** Reads an event, or a whole answer that was not streamed. What it does not know says nothing. */
export type Dialect = (data: unknown, eventName: string) => Heard;
