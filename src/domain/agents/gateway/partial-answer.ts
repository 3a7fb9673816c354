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
  private readonly wish: Pick<Generation<unknown>, 'reader'>;
  private readonly listener: TurnListener;
  private show: (piece: string) => string;
  private text = '';
  private isShown = false;
  private isOver = false;

  constructor(wish: Pick<Generation<unknown>, 'reader'>, listener: TurnListener) {
    this.wish = wish;
    this.listener = listener;
    this.show = this.newReader();
  }

  /** Adds the next piece, or begins anew with it. Pieces after the end of the attempt are ignored. */
  readonly take = (piece: string, isAnew = false): void => {
    if (this.isOver) return;
    if (isAnew) this.beginAnew();
    this.text += piece;
    const shown = this.shownOf(piece);
    if (shown === '') return;
    this.isShown = true;
    this.listener.text(shown);
  };

  private newReader(): (piece: string) => string {
    return this.wish.reader?.() ?? ((piece) => piece);
  }

  /** What viewers have seen was no answer. */
  private beginAnew(): void {
    if (this.isShown) this.listener.restart();
    this.isShown = false;
    this.text = '';
    this.show = this.newReader();
  }

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

  /** The text so far. */
  get received(): string {
    return this.text;
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
