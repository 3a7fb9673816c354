import type { BreakerState } from '../../domain/shared/breaker.ts';
import { counter, type GaugeReading, type SignalRows } from '../metrics/signal-row.ts';

interface Tokens {
  readonly agent: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

function tokens(direction: 'input' | 'output') {
  return counter<Tokens>('aragora_tokens_used_total', 'Tokens of language models, input and output.', {
    labels: { agent: ({ agent }) => agent, direction: () => direction },
    by: (call) => (direction === 'input' ? call.inputTokens : call.outputTokens),
  });
}

/** How signals of agents are logged and counted. */
export const AGENT_SIGNALS = {
  modelAttempted: {
    level: 'info',
    metrics: [
      tokens('input'),
      tokens('output'),
      counter(
        'aragora_agent_cost_usd_total',
        'US dollars that calls of language models cost, as far as their prices are known.',
        { labels: { agent: ({ agent }) => agent }, by: ({ costUsd }) => costUsd ?? undefined },
      ),
    ],
  },
  fallbackUsed: {
    level: 'warn',
    metrics: [
      counter(
        'aragora_fallback_activations_total',
        'Answers that another model was asked for in place of the one that was wanted.',
        { labels: { from: ({ from }) => from, to: ({ to }) => to, code: ({ code }) => code } },
      ),
    ],
  },
  breakerChanged: { level: 'warn' },
} satisfies SignalRows;

/** The alerts of the operators count on 2 being open. */
const BREAKER_VALUES: Readonly<Record<BreakerState, number>> = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 };

/** Read whenever the metrics are asked for: what another node learns counts here too, and time alone changes a state. */
export function breakerGauge(
  readBreakers: () => Promise<readonly { readonly agentId: string; readonly state: BreakerState }[]>,
): GaugeReading {
  return {
    name: 'aragora_circuit_breaker_state',
    help: 'Circuit breakers of agents, the same on all nodes: 0 closed, 1 half-open, 2 open.',
    labelNames: ['agent'],
    isShared: true,
    read: async () =>
      (await readBreakers()).map(({ agentId, state }) => ({
        labels: { agent: agentId },
        value: BREAKER_VALUES[state],
      })),
  };
}
