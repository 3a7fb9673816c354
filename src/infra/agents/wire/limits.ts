/** Limits of what is read of one answer. */
export interface Limits {
  /** Characters of the answer, thoughts included. */
  readonly characters: number;
  /** Characters of one event, or of an answer that is not streamed. */
  readonly event: number;
  /** Bytes of the whole response, after decompression. */
  readonly bytes: number;
}

const KIB = 1_024;

/**
 * Generous limits, so that only a server that ignores the maximum of tokens reaches them: 16 characters a token, as much
 * as the longest tokens of white space; events repeat the whole answer; and a token of its own has an event around it.
 */
export function limitsOf(maxOutputTokens: number): Limits {
  return {
    characters: 64 * KIB + 16 * maxOutputTokens,
    event: KIB * KIB + 64 * maxOutputTokens,
    bytes: 2 * KIB * KIB + KIB * maxOutputTokens,
  };
}

/** Bytes read of a refusal; the rest is not fetched. */
export const MAX_REFUSAL_BYTES = 16 * KIB;
