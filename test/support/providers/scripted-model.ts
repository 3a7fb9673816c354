import { ModelError } from '../../../src/domain/agents/gateway/model-error.ts';
import type { LanguageModel, ModelCall, OnDelta, Usage } from '../../../src/domain/agents/language-model.ts';
import { nameOf } from '../../../src/domain/agents/roster.ts';
import type { FakeClock } from '../fake-clock.ts';

/** The reply of a model to one call: a text, a failure after some pieces, or silence until it is stopped. */
export type ModelReply =
  | string
  | Error
  | { readonly pieces: readonly string[]; readonly end?: Error | 'HANG'; readonly afterMs?: number }
  | 'HANG';

const USAGE: Usage = { inputTokens: 100, outputTokens: 10, isEstimated: false };

/** Models that give, call by call, the replies under their `provider:model`. The last reply is repeated. */
export class ScriptedModel implements LanguageModel {
  readonly calls: ModelCall[] = [];
  private readonly clock: FakeClock;
  private readonly replies: Readonly<Record<string, readonly ModelReply[]>>;

  constructor(clock: FakeClock, replies: Readonly<Record<string, readonly ModelReply[]>>) {
    this.clock = clock;
    this.replies = replies;
  }

  async call(call: ModelCall, onDelta: OnDelta, signal: AbortSignal) {
    const name = nameOf(call.model);
    const replies = this.replies[name];
    if (!replies) throw new Error(`The script has no reply for ${name}.`);
    const reply = replies[Math.min(this.asked.filter((one) => one === name).length, replies.length - 1)] ?? 'HANG';
    this.calls.push(call);
    const { pieces, end, afterMs } = scriptOf(reply);
    await this.clock.sleep(afterMs, signal);
    for (const piece of signal.aborted ? [] : pieces) onDelta(piece);
    if (end === 'HANG') await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    if (signal.aborted) throw new ModelError('CANCELLED', 'It was stopped.', { cause: signal.reason });
    if (end instanceof Error) throw end;
    return { text: pieces.join(''), usage: USAGE, servedModel: null };
  }

  /** `provider:model` of every call, in order. */
  get asked(): readonly string[] {
    return this.calls.map(({ model }) => nameOf(model));
  }
}

function scriptOf(reply: ModelReply) {
  if (reply === 'HANG') return { pieces: [], end: reply, afterMs: 0 } as const;
  if (typeof reply === 'string') return { pieces: [reply], end: undefined, afterMs: 0 };
  if (reply instanceof Error) return { pieces: [], end: reply, afterMs: 0 };
  return { end: undefined, afterMs: 0, ...reply };
}
