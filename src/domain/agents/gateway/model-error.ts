import type { FailureCode } from '../../shared/call.ts';
import type { Usage } from '../language-model.ts';

export interface ModelErrorDetail {
  /** The pause that the provider asks for; null when it names none. */
  readonly retryAfterMs?: number | null;
  /** The text that arrived before the failure. */
  readonly partialText?: string;
  /** Reported usage of the failed call; null when the provider reports none. */
  readonly usage?: Usage | null;
  /** What was wrong with the answer, for the model's next attempt; null when another attempt would not help. */
  readonly complaint?: string | null;
  /** The words of the provider for the log, shortened and without keys; null when it said nothing. */
  readonly said?: string | null;
  readonly cause?: unknown;
}

/**
 * A failed call of a language model. The message contains only text of Aragora; the provider's text stays in the cause.
 */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: FailureCode;
  readonly retryAfterMs: number | null;
  readonly partialText: string;
  readonly usage: Usage | null;
  readonly complaint: string | null;
  readonly said: string | null;

  constructor(code: FailureCode, message: string, detail: ModelErrorDetail = {}) {
    super(message, { cause: detail.cause });
    this.code = code;
    this.retryAfterMs = detail.retryAfterMs ?? null;
    this.partialText = detail.partialText ?? '';
    this.usage = detail.usage ?? null;
    this.complaint = detail.complaint ?? null;
    this.said = detail.said ?? null;
  }
}
