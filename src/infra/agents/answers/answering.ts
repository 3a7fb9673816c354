import { estimatedUsage } from '../../../domain/agents/gateway/estimated-usage.ts';
import type { ModelAnswer, ModelCall, OnDelta, Usage } from '../../../domain/agents/language-model.ts';
import type { Heard, ToldUsage } from '../dialects/heard.ts';
import { Refused } from '../refused.ts';
import { Unusable } from '../unusable.ts';
import { type Limits, limitsOf } from '../wire/limits.ts';
import { type Ending, endingOf } from './stop-reasons.ts';
import { type Spoken, Thoughts } from './thoughts.ts';
import { endsWithObject, TrailingSpace } from './whole-object.ts';

/** Time in which the rest of a protocol, such as the usage, may follow the stop reason, in milliseconds. */
const LINGER_MS = 1_500;

/** Characters that are kept of words beside the answer. */
const MAX_DOUBT = 8_192;

/** An answer that arrives in pieces. */
export class Answering {
  /** Whether the model has started to answer. */
  hasStarted = false;
  /** Headers of the response with which the provider accepted the call. */
  headers: Headers | null = null;
  readonly limits: Limits;
  private servedModel: string | null = null;
  private told: ToldUsage = {};
  private reason: string | null = null;
  private isSaid = false;
  /** Words beside the answer. They are the failure if the answer breaks off. */
  private doubt: unknown;
  private isRefused = false;
  private hasHeard = false;
  /** When the stop reason, or text after it, came. Some servers send a stop reason with every piece. */
  private lastHeardMs = 0;
  /** Number of characters that arrived, thoughts included. */
  private length = 0;
  private readonly thoughts: Thoughts;
  private readonly space = new TrailingSpace();
  private readonly call: ModelCall;
  private readonly onDelta: OnDelta;

  constructor(call: ModelCall, onDelta: OnDelta) {
    this.call = call;
    this.onDelta = onDelta;
    this.limits = limitsOf(call.maxOutputTokens);
    this.thoughts = new Thoughts(call.schema !== null);
  }

  get text(): string {
    return this.thoughts.answer;
  }

  /** Whether a stop reason came after which nothing of the answer follows. */
  get isEnded(): boolean {
    return this.ending === 'WHOLE' || this.ending === 'LENGTH';
  }

  /** Time for what may follow the stop reason; undefined before the stop reason. */
  get patienceMs(): number | undefined {
    const isLast = this.isRefused || this.ending !== 'NONE';
    return isLast ? LINGER_MS - (performance.now() - this.lastHeardMs) : undefined;
  }

  /**
   * Whether the answer is complete, so that it is kept when the connection fails, or says nothing more, after it. A complete
   * object without any stop reason is not: the connection may have broken before a correction.
   */
  get isWhole(): boolean {
    return this.isEnded || this.isSaid || (this.ending === 'UNKNOWN' && this.hasObject);
  }

  /** Usage as the provider reported it; null when it reported none that can be meant. */
  get reportedUsage(): Usage | null {
    const { input: inputTokens, output: outputTokens } = this.told;
    // Every answer uses tokens, so a reported 0 means that the provider does not count.
    return inputTokens && outputTokens ? { inputTokens, outputTokens, isEstimated: false } : null;
  }

  /** Takes words that are no part of the answer, such as the state of a queue. */
  suspect(words: unknown): void {
    if (typeof words !== 'string' || typeof this.doubt !== 'string') this.doubt ??= words;
    else if (this.doubt.length < MAX_DOUBT) this.doubt += `\n${words}`;
  }

  /** What the words beside the answer say about why the connection broke; the error itself when there are none. */
  because(error: unknown): unknown {
    return this.doubt === undefined || error instanceof Unusable || error instanceof Refused ? error : this.cut();
  }

  /** Takes what an event says. Returns whether the answer is over. Throws the failure that a provider reports. */
  hear(heard: Heard): boolean {
    if (heard.failure !== undefined) {
      if (this.isEnded && this.text.trim() !== '') return true;
      throw Refused.within(heard.failure, this.headers);
    }
    // Text after the stop reason is another answer, unless a server sends a stop reason with every piece.
    if (this.isEnded && heard.text && heard.reason === undefined) return true;
    this.note(heard);
    const piece = heard.text ?? (this.length === 0 ? heard.whole : undefined) ?? '';
    if (piece !== '') this.say(piece);
    const isPadded = this.call.schema !== null && this.space.isEnd(this.text, piece);
    this.isSaid ||= isPadded;
    return heard.isOver === true || isPadded;
  }

  /** The complete answer. Throws `Unusable` when it is missing or incomplete. */
  finish(): ModelAnswer {
    this.show(this.thoughts.end());
    const { text, servedModel, ending, hasObject } = this;
    if (this.isRefused || ending === 'CONTENT') throw new Unusable('CONTENT');
    if (ending === 'CONTEXT') throw new Unusable('CONTEXT');
    if (text.trim() === '') throw this.isCutEarly ? this.cut() : new Unusable('EMPTY');
    if (ending === 'LENGTH' && this.call.schema !== null && !hasObject) throw new Unusable('TRUNCATED');
    if (ending === 'BROKEN' || (ending === 'UNKNOWN' && !hasObject)) throw this.cut();
    if (ending === 'NONE' && !this.isSaid) throw this.cut();
    return { text, usage: this.reportedUsage ?? estimatedUsage(this.call, text), servedModel };
  }

  private get ending(): Ending {
    return endingOf(this.reason);
  }

  /** Whether a stream without text was cut off, in place of ending with an empty answer. */
  private get isCutEarly(): boolean {
    const hasSign = this.hasHeard || this.doubt !== undefined;
    return this.ending === 'BROKEN' || (this.ending === 'NONE' && hasSign);
  }

  private get hasObject(): boolean {
    return this.call.schema !== null && endsWithObject(this.text);
  }

  private cut(): Error {
    return this.doubt === undefined ? new Unusable('CUT') : Refused.within(this.doubt, this.headers);
  }

  private note({ model, usage, reason, isRefused, isSaid, isThinking }: Heard): void {
    this.hasHeard ||= model !== undefined || isThinking === true;
    this.hasStarted ||= isThinking === true || isRefused === true;
    this.servedModel ??= model ?? null;
    if ((reason !== undefined && this.ending === 'NONE') || isRefused) this.lastHeardMs = performance.now();
    if (reason !== undefined && !(this.isEnded && ['BROKEN', 'UNKNOWN', 'NONE'].includes(endingOf(reason))))
      this.reason = reason;
    this.isRefused ||= isRefused === true;
    if (isSaid !== undefined) this.isSaid = isSaid;
    for (const direction of ['input', 'output'] as const) {
      const count = usage?.[direction];
      // Some servers end with a usage of 0 after they told the real one.
      if (count !== undefined && !(count === 0 && this.told[direction]))
        this.told = { ...this.told, [direction]: count };
    }
  }

  private say(piece: string): void {
    this.hasStarted = true;
    // More text follows, so that what was said before is not the whole of it.
    this.isSaid = false;
    this.lastHeardMs = performance.now();
    this.length += piece.length;
    if (this.length > this.limits.characters) throw new Unusable('TOO_LONG');
    this.show(this.thoughts.take(piece));
  }

  private show({ text, isAnew }: Spoken): void {
    if (text !== '' || isAnew) this.onDelta(text, isAnew);
  }
}
