import type { FailureCode } from '../../shared/call.ts';
import type { Usage } from '../language-model.ts';

export interface ModelErrorDetail {
  /** How long the provider asks to be left alone; null when it does not say. */
  readonly retryAfterMs?: number | null;
  /** What had arrived before the failure. */
  readonly partialText?: string;
  /** What the failed call is known to have used; null when nobody says. */
  readonly usage?: Usage | null;
  /** What was wrong with the answer, for the model: told so, it may do better. null: asking it again is of no use. */
  readonly complaint?: string | null;
  readonly cause?: unknown;
}

/** A call of a language model that failed. The message is made of our own words: what a provider wrote stays in the cause. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: FailureCode;
  readonly retryAfterMs: number | null;
  readonly partialText: string;
  readonly usage: Usage | null;
  readonly complaint: string | null;

  constructor(code: FailureCode, message: string, detail: ModelErrorDetail = {}) {
    super(message, { cause: detail.cause });
    this.code = code;
    this.retryAfterMs = detail.retryAfterMs ?? null;
    this.partialText = detail.partialText ?? '';
    this.usage = detail.usage ?? null;
    this.complaint = detail.complaint ?? null;
  }
}
