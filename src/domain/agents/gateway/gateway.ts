import type { TurnListener } from '../../debates/run/turn-request.ts';
import type { ModelRef } from '../language-model.ts';
import { FallbackRun } from './fallback-run.ts';
import type { Generated, Generation } from './generation.ts';
import type { GatewayPorts, GatewayTimes } from './ports.ts';

export const GATEWAY_TIMES: GatewayTimes = { callMs: 120_000, silenceMs: 60_000, answerMs: 300_000 };

/**
 * Gets answers out of language models that fail as they do: it passes over models whose breaker is open, goes on to the
 * next when one fails, and begins the answer anew when a stream breaks off. It never tries for ever: each model at most
 * twice, at most 5 calls, within `answerMs`; and no call after the first that the listener does not allow to be paid for.
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
