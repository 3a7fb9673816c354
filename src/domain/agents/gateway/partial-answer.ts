import type { TurnListener } from '../../debates/run/turn-request.ts';
import type { FailureCode } from '../../shared/call.ts';
import type { ModelCall, Usage } from '../language-model.ts';
import { estimatedUsage } from './estimated-usage.ts';
import type { Generation } from './generation.ts';
import type { ModelError } from './model-error.ts';

/** Of an answer that is given up, so many characters are kept. */
const KEPT = 20_000;

/** Failures of calls that the provider turned away, so that it worked on none of it. */
const TURNED_AWAY: ReadonlySet<FailureCode> = new Set([
  'RATE_LIMIT',
  'OVERLOADED',
  'OUT_OF_CREDIT',
  'AUTH',
  'CONTEXT',
  'CONTENT',
] as const);

/** What has arrived of the answer of one attempt, and what people were shown of it. */
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

  /** Takes the next piece. What comes after the attempt is over is not heard. */
  readonly take = (piece: string): void => {
    if (this.isOver) return;
    this.text += piece;
    const shown = this.shownOf(piece);
    if (shown === '') return;
    this.isShown = true;
    this.listener.text(shown);
  };

  /** What people are shown is no reason to lose an answer: a reader that fails shows nothing more. */
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

  /** Discards the answer: viewers of its live text are told to drop it. */
  discard(): void {
    this.end();
    if (this.isShown) this.listener.restart();
  }

  /** What to keep of it; null when nothing had arrived. */
  textOf(error: ModelError): string | null {
    const text = error.partialText || this.text;
    return text === '' ? null : text.slice(0, KEPT).toWellFormed();
  }

  /**
   * What a failed call has used. Where nobody says: nothing when the provider turned it away before a word had come,
   * otherwise its prompt and what had arrived, estimated.
   */
  usageOf(error: ModelError, call: ModelCall): Usage {
    if (error.usage) return error.usage;
    const text = error.partialText || this.text;
    if (text === '' && TURNED_AWAY.has(error.code)) return { inputTokens: 0, outputTokens: 0, isEstimated: false };
    return estimatedUsage(call, text);
  }
}
