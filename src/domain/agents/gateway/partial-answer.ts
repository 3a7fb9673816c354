import type { TurnListener } from '../../debates/run/turn-request.ts';
import type { FailureCode } from '../../shared/call.ts';
import type { ModelCall, Usage } from '../language-model.ts';
import { estimatedUsage } from './estimated-usage.ts';
import type { Generation } from './generation.ts';
import type { ModelError } from './model-error.ts';

/** Number of characters kept of an abandoned answer. */
const MAX_KEPT = 20_000;

/** Failures of calls that the provider rejected before it did any work. */
const REJECTED: ReadonlySet<FailureCode> = new Set([
  'RATE_LIMIT',
  'OVERLOADED',
  'OUT_OF_CREDIT',
  'AUTH',
  'CONTEXT',
  'CONTENT',
] as const);

/** The received text of one attempt, and the part of it that viewers have seen. */
export class PartialAnswer {
  private readonly listener: TurnListener;
  private show: (piece: string) => string;
  private text = '';
  private isShown = false;
  private isOver = false;

  constructor(wish: Pick<Generation<unknown>, 'reader'>, listener: TurnListener) {
    this.listener = listener;
    this.show = wish.reader?.() ?? ((piece) => piece);
  }

  /** Adds the next piece. Pieces after the end of the attempt are ignored. */
  readonly take = (piece: string): void => {
    if (this.isOver) return;
    this.text += piece;
    const shown = this.shownOf(piece);
    if (shown === '') return;
    this.isShown = true;
    this.listener.text(shown);
  };

  /** A failure of the live text must not lose the answer: a reader that throws shows nothing more. */
  private shownOf(piece: string): string {
    try {
      return this.show(piece);
    } catch {
      this.show = () => '';
      return '';
    }
  }

  end(): void {
    this.isOver = true;
  }

  /** Discards the answer, and tells viewers of its live text to drop it. */
  discard(): void {
    this.end();
    if (this.isShown) this.listener.restart();
  }

  /** The kept part of the text; null when nothing arrived. */
  textOf(error: ModelError): string | null {
    const text = error.partialText || this.text;
    return text === '' ? null : text.slice(0, MAX_KEPT).toWellFormed();
  }

  /**
   * The usage of a failed call. If the provider reports none, it is zero for a call that was rejected before any text
   * arrived; otherwise it is estimated from the prompt and the received text.
   */
  usageOf(error: ModelError, call: ModelCall): Usage {
    if (error.usage) return error.usage;
    const text = error.partialText || this.text;
    if (text === '' && REJECTED.has(error.code)) return { inputTokens: 0, outputTokens: 0, isEstimated: false };
    return estimatedUsage(call, text);
  }
}
