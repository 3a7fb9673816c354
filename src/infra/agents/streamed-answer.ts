import type { TextStreamPart, ToolSet } from 'ai';
import { estimatedUsage } from '../../domain/agents/gateway/estimated-usage.ts';
import type { ModelAnswer, ModelCall, OnDelta, Usage } from '../../domain/agents/language-model.ts';
import { UNNAMED_MODEL } from './model-middleware.ts';
import { Unusable } from './unusable.ts';

/** Stop reasons that the SDK does not know. */
const REFUSED = /content|safety|refus|moderat/i;

interface Finish {
  readonly reason: string;
  /** Stop reason as the provider sent it. */
  readonly raw: string | undefined;
}

/** An answer that arrives in pieces. */
export class Answering {
  text = '';
  /** Usage reported by the provider; null until it is reported. */
  reportedUsage: Usage | null = null;
  /** Whether the model has started to answer. */
  hasStarted = false;
  /** Whether the response is an HTML page. */
  isHtml = false;
  private servedModel: string | null = null;
  private finished: Finish | null = null;
  private readonly call: ModelCall;
  private readonly onDelta: OnDelta;

  constructor(call: ModelCall, onDelta: OnDelta) {
    this.call = call;
    this.onDelta = onDelta;
  }

  /** The provider has accepted the call, and its answer follows. */
  open(headers: Readonly<Record<string, string>>): void {
    this.isHtml = (headers['content-type'] ?? '').startsWith('text/html');
  }

  /** Takes a part of the stream. Throws failures that the provider reports, because the SDK passes them as parts. */
  take(part: TextStreamPart<ToolSet>): void {
    if (part.type === 'text-start' || part.type === 'reasoning-start') this.hasStarted = true;
    if (part.type === 'text-delta' && part.text !== '') {
      this.text += part.text;
      this.onDelta(part.text);
    } else if (part.type === 'finish-step') {
      this.finished = { reason: part.finishReason, raw: part.rawFinishReason };
      const { inputTokens, outputTokens } = part.usage;
      // Every answer uses tokens, so a reported 0 means that the provider does not count.
      if (inputTokens && outputTokens) this.reportedUsage = { inputTokens, outputTokens, isEstimated: false };
      const { modelId } = part.response;
      this.servedModel ??= modelId === UNNAMED_MODEL || modelId === '' ? null : modelId;
    } else if (part.type === 'raw') {
      this.servedModel = versionIn(part.rawValue) ?? this.servedModel;
    } else if (part.type === 'error') {
      throw part.error;
    }
  }

  /** The complete answer. Throws `Unusable` when it is missing or incomplete. */
  finish(): ModelAnswer {
    const { text, servedModel, finished } = this;
    if (finished?.reason === 'content-filter' || REFUSED.test(finished?.raw ?? '')) throw new Unusable('CONTENT');
    if (text.trim() === '') throw new Unusable(finished?.reason === 'error' ? 'CUT' : 'EMPTY');
    if (finished === null || isCut(finished)) throw new Unusable('CUT');
    if (finished.reason === 'length' && this.call.schema !== null) throw new Unusable('TRUNCATED');
    return { text, usage: this.reportedUsage ?? estimatedUsage(this.call, text), servedModel };
  }
}

/** A stream without a stop reason was cut off, even if the connection was closed properly. */
function isCut({ reason, raw }: Finish): boolean {
  return reason === 'error' || reason === 'interrupted' || (reason === 'other' && raw === undefined);
}

/** The model named in a raw chunk of Gemini. */
function versionIn(raw: unknown): string | null {
  const { modelVersion } = (raw ?? {}) as { readonly modelVersion?: unknown };
  return typeof modelVersion === 'string' && modelVersion !== '' ? modelVersion : null;
}
