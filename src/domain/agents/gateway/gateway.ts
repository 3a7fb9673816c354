import type { TurnListener } from '../../debates/run/turn-request.ts';
import type { ModelRef } from '../language-model.ts';
import { FallbackRun } from './fallback-run.ts';
import type { Generated, Generation } from './generation.ts';
import type { GatewayPorts, GatewayTimes } from './ports.ts';

const GATEWAY_TIMES: GatewayTimes = { callMs: 120_000, silenceMs: 60_000, answerMs: 300_000 };

/**
 * Gets answers from language models that may fail. It skips models whose breaker is open, falls back to the next model
 * after a failure, and starts the answer anew when a stream breaks off. The search is limited: at most two calls of a
 * model, at most 5 calls in all, within `answerMs`; and it makes a further call only if the listener allows the cost.
 */
export class Gateway {
  private readonly ports: GatewayPorts;

  constructor(ports: Omit<GatewayPorts, 'times'> & { readonly times?: GatewayTimes }) {
    this.ports = { times: GATEWAY_TIMES, ...ports };
  }

  /** Rejects with an `AgentFailure` when no model answers, or with the signal's reason. */
  generate<T>(
    model: ModelRef,
    wish: Generation<T>,
    listener: TurnListener,
    signal: AbortSignal,
  ): Promise<Generated<T>> {
    return new FallbackRun(this.ports, { requested: model, wish }, listener, signal).run();
  }
}
