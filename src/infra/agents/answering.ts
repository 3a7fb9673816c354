import type { TextStreamPart, ToolSet } from 'ai';
import { estimatedUsage } from '../../domain/agents/gateway/estimated-usage.ts';
import type { ModelAnswer, ModelCall, OnDelta, Usage } from '../../domain/agents/language-model.ts';
import { UNNAMED } from './tap.ts';
import { Unusable } from './unusable.ts';

/** Reasons for which models stop that the SDK does not know. */
const REFUSED = /content|safety|refus|moderat/i;

interface Finish {
  readonly reason: string;
  /** In the words of the provider. */
  readonly raw: string | undefined;
}

/** An answer as it comes in, piece by piece. */
export class Answering {
  text = '';
  /** What the provider says the call has used; null as long as it says nothing. */
  reportedUsage: Usage | null = null;
  /** Whether the model has begun to answer. */
  hasStarted = false;
  /** Whether a page for people came instead of an answer for programs. */
  isHtml = false;
  private servedModel: string | null = null;
  private finished: Finish | null = null;
  private readonly call: ModelCall;
  private readonly onDelta: OnDelta;

  constructor(call: ModelCall, onDelta: OnDelta) {
    this.call = call;
    this.onDelta = onDelta;
  }

  /** The provider accepts the call; its answer follows. */
  open(headers: Readonly<Record<string, string>>): void {
    this.isHtml = (headers['content-type'] ?? '').startsWith('text/html');
  }

  /** Throws what the provider reports as a failure: the SDK hands it on as one more part. */
  take(part: TextStreamPart<ToolSet>): void {
    if (part.type === 'text-start' || part.type === 'reasoning-start') this.hasStarted = true;
    if (part.type === 'text-delta' && part.text !== '') {
      this.text += part.text;
      this.onDelta(part.text);
    } else if (part.type === 'finish-step') {
      this.finished = { reason: part.finishReason, raw: part.rawFinishReason };
      const { inputTokens, outputTokens } = part.usage;
      // No answer costs nothing: a provider that reports 0 does not count.
      if (inputTokens && outputTokens) this.reportedUsage = { inputTokens, outputTokens, isEstimated: false };
      const { modelId } = part.response;
      this.servedModel ??= modelId === UNNAMED || modelId === '' ? null : modelId;
    } else if (part.type === 'raw') {
      this.servedModel = versionIn(part.rawValue) ?? this.servedModel;
    } else if (part.type === 'error') {
      throw part.error;
    }
  }

  /** The whole answer. Throws `Unusable` when there is none, or only a part of one. */
  finish(): ModelAnswer {
    const { text, servedModel, finished } = this;
    if (finished?.reason === 'content-filter' || REFUSED.test(finished?.raw ?? '')) throw new Unusable('CONTENT');
    if (text.trim() === '') throw new Unusable(finished?.reason === 'error' ? 'CUT' : 'EMPTY');
    if (finished === null || isCut(finished)) throw new Unusable('CUT');
    if (finished.reason === 'length' && this.call.schema !== null) throw new Unusable('TRUNCATED');
    return { text, usage: this.reportedUsage ?? estimatedUsage(this.call, text), servedModel };
  }
}

/** A server that ends without saying why has been cut off, however properly the connection was closed. */
function isCut({ reason, raw }: Finish): boolean {
  return reason === 'error' || reason === 'interrupted' || (reason === 'other' && raw === undefined);
}

/** The model in a piece of Gemini's. */
function versionIn(raw: unknown): string | null {
  const { modelVersion } = (raw ?? {}) as { readonly modelVersion?: unknown };
  return typeof modelVersion === 'string' && modelVersion !== '' ? modelVersion : null;
}
