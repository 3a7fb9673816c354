import type { TurnListener } from '../../debates/run/turn-request.ts';
import { AgentFailure, type Attempt, type Call, type FailureCode } from '../../shared/call.ts';
import type { ModelRef } from '../language-model.ts';
import { nameOf } from '../roster.ts';
import { breakerOutcome } from './breaker-outcome.ts';
import { type CallResult, callOnce } from './call-once.ts';
import type { Generated, Generation } from './generation.ts';
import { adviceOn, type FallbackEnd, giveUpSentence, type Tried } from './give-up.ts';
import { type ChainModel, chainOf, dropHopeless, PATIENCE_MS } from './model-chain.ts';
import type { ModelError } from './model-error.ts';
import type { GatewayPorts } from './ports.ts';

/** Maximum number of calls for one answer. */
const MAX_ATTEMPTS = 5;
/** Timers may fire a little early, and the clocks of nodes differ a little. */
const SLACK_MS = 20;

type Admitted = 'PASS' | 'PROBE';

/** The search for one answer over the models of a fallback chain. */
export class FallbackRun<T> {
  private readonly ports: GatewayPorts;
  private readonly requested: ModelRef;
  private readonly wish: Generation<T>;
  private readonly listener: TurnListener;
  private readonly signal: AbortSignal;
  private readonly chain: readonly ChainModel[];
  private readonly endsAtMs: number;
  private readonly attempts: Attempt[] = [];
  /** Failures and refusals, in the order in which they occurred. */
  private readonly tried: Tried[] = [];
  private mayPay = true;
  private hasWaited = false;

  constructor(
    ports: GatewayPorts,
    { requested, wish }: { readonly requested: ModelRef; readonly wish: Generation<T> },
    listener: TurnListener,
    signal: AbortSignal,
  ) {
    this.ports = ports;
    this.requested = requested;
    this.wish = wish;
    this.listener = listener;
    this.signal = signal;
    this.chain = chainOf(ports.roster.entryOf(requested), ports.roster);
    this.endsAtMs = this.nowMs + ports.times.answerMs;
  }

  async run(): Promise<Generated<T>> {
    for (;;) {
      this.signal.throwIfAborted();
      this.listener.attempting();
      const end = this.end();
      if (end !== null) throw this.failure(end);
      const next = await this.next();
      if (next === null) {
        await this.wait();
        continue;
      }
      const { answer } = await this.attempt(next.model, next.admitted);
      if (answer) return { ...answer, call: this.callBy(next.model.entry) };
    }
  }

  private end(): FallbackEnd | null {
    if (!this.mayPay) return 'BUDGET';
    if (!this.chain.some(({ isLeft }) => isLeft)) return 'NOTHING_LEFT';
    if (this.attempts.length >= MAX_ATTEMPTS) return 'ATTEMPTS';
    return this.nowMs >= this.endsAtMs ? 'TIME' : null;
  }

  /** The first model that is due and whose breaker admits a call; null when there is none now. */
  private async next(): Promise<{ model: ChainModel; admitted: Admitted } | null> {
    for (const model of this.chain) {
      if (!model.isDue(this.nowMs)) continue;
      const admission = await this.ports.breakers.admit(nameOf(model.entry));
      if (admission.kind !== 'REFUSED') return { model, admitted: admission.kind };
      const { retryInMs, lastFailure } = admission;
      model.refused(retryInMs, this.nowMs);
      this.note(model, (lastFailure?.code ?? 'OVERLOADED') as FailureCode, 'NOT_ASKED');
    }
    return null;
  }

  /**
   * Waits for the next chance of a call: for the result of another caller's probe, or once for a model with a short
   * pause. Throws the failure when there is nothing to wait for.
   */
  private async wait(): Promise<void> {
    const now = this.nowMs;
    const waits = this.chain
      .filter(({ isLeft }) => isLeft)
      .map((one) => ({ ms: one.waitMs(now), isProbed: one.isProbed }));
    const worth = waits.filter(({ ms, isProbed }) => isProbed || (!this.hasWaited && ms <= PATIENCE_MS));
    const [first] = worth.toSorted((one, other) => one.ms - other.ms);
    if (!first) throw this.failure('NOTHING_LEFT');
    if (now + first.ms >= this.endsAtMs) throw this.failure('TIME');
    if (!first.isProbed) this.hasWaited = true;
    await this.ports.clock.sleep(first.ms + SLACK_MS, this.signal);
  }

  private async attempt(model: ChainModel, admitted: Admitted): Promise<CallResult<T>> {
    this.announce(model);
    const { breakers, times } = this.ports;
    const name = nameOf(model.entry);
    const timeoutMs = Math.min(times.callMs, this.endsAtMs - this.nowMs);
    const asked = { wish: this.wish, complaint: model.complaint, timeoutMs, listener: this.listener };
    const result = await callOnce(this.ports, model.entry, asked, this.signal).catch(async (defect) => {
      await breakers.report(name, admitted, { kind: 'NEUTRAL' });
      throw defect;
    });
    this.keep(result.attempt);
    await breakers.report(name, admitted, result.error ? breakerOutcome(result.error) : { kind: 'SUCCESS' });
    if (result.error) {
      this.signal.throwIfAborted();
      this.tell(model.entry, result.error);
      const before = this.tried.map(({ code }) => code);
      this.note(model, result.error.code, 'FAILED');
      model.failed(result.error, this.nowMs, this.chain.length === 1);
      dropHopeless(this.chain, model, result.error.code, before);
    }
    return result;
  }

  /** Emits the signal of a fallback to another model. */
  private announce(model: ChainModel): void {
    const [requested] = this.chain;
    const reason = this.tried.at(-1);
    if (!requested || model === requested || !model.isUntried || !reason) return;
    const [from, to] = [requested, model].map(({ entry }) => this.ports.roster.idOf(entry));
    this.ports.emit('fallbackUsed', { from: from ?? '', to: to ?? '', code: reason.code });
  }

  private keep(attempt: Attempt): void {
    this.attempts.push(attempt);
    const { provider, model, failure, latencyMs, inputTokens, outputTokens, costUsd } = attempt;
    const agent = this.ports.roster.idOf(attempt);
    const usage = { inputTokens, outputTokens, costUsd };
    this.ports.emit('modelAttempted', { agent, provider, model, failure, durationMs: latencyMs, ...usage });
    this.mayPay = this.listener.attempted(attempt);
  }

  private tell(entry: ModelRef, { code, message, said }: ModelError): void {
    const { provider, model } = entry;
    this.ports.emit('modelFailed', { agent: this.ports.roster.idOf(entry), provider, model, code, message, said });
  }

  private note({ entry }: ChainModel, code: FailureCode, how: Tried['how']): void {
    const agentId = this.ports.roster.idOf(entry);
    const isKnown = this.tried.some((one) => one.how === how && one.agentId === agentId && one.code === code);
    if (how === 'FAILED' || !isKnown) this.tried.push({ agentId, code, how });
  }

  private callBy(served: ModelRef | null): Call {
    return {
      requestedModel: nameOf(this.requested),
      servedModel: served && nameOf(served),
      attempts: [...this.attempts],
    };
  }

  /** The code is that of the first failure, because it belongs to the requested model and is the most informative. */
  private failure(end: FallbackEnd): AgentFailure {
    const { roster } = this.ports;
    const code = this.tried[0]?.code ?? 'OVERLOADED';
    const variable = roster.variableOf(this.requested.provider);
    // The message of the provider's failure is more exact than the general advice.
    const advice = this.attempts.find(({ failure }) => failure === code)?.message ?? adviceOn(code, variable);
    const message = giveUpSentence(roster.idOf(this.requested), this.tried, end, advice);
    return new AgentFailure(code, message, this.callBy(null));
  }

  private get nowMs(): number {
    return this.ports.clock.monotonicMs();
  }
}
