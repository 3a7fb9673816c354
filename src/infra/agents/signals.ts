import type { BreakerState } from '../../domain/shared/breaker.ts';
import { counter, type GaugeReading, type SignalRows } from '../metrics/signal-row.ts';

interface Tokens {
  readonly agent: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

function tokens(direction: 'input' | 'output') {
  return counter<Tokens>('aragora_tokens_used_total', 'Tokens of language models, input and output.', {
    labels: { agent: ({ agent }) => agent, direction: { of: () => direction, known: ['input', 'output'] } },
    by: (call) => (direction === 'input' ? call.inputTokens : call.outputTokens),
  });
}

/** Logs and metrics of the signals of agents. */
export const AGENT_SIGNALS = {
  modelAttempted: {
    level: 'info',
    metrics: [
      tokens('input'),
      tokens('output'),
      counter('aragora_agent_cost_usd_total', 'Cost of calls of language models with a known price, in US dollars.', {
        labels: { agent: ({ agent }) => agent },
        by: ({ costUsd }) => costUsd ?? undefined,
      }),
    ],
  },
  modelFailed: { level: 'warn' },
  fallbackUsed: {
    level: 'warn',
    metrics: [
      counter('aragora_fallback_activations_total', 'Answers requested from another model than the requested one.', {
        labels: { from: ({ from }) => from, to: ({ to }) => to, code: ({ code }) => code },
      }),
    ],
  },
  breakerChanged: { level: 'warn' },
} satisfies SignalRows;

/** The alerts of operators require that 2 means open. */
const BREAKER_VALUES: Readonly<Record<BreakerState, number>> = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 };

/** Read with each request for metrics, because other nodes and the passing of time change the states. */
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
