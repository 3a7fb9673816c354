import { OUTCOMES } from '../../domain/debates/verdict/verdict.ts';
import { AgentFailure, FAILURE_CODES } from '../../domain/shared/call.ts';
import { counter, type GaugeReading, histogram, type SignalRows } from '../metrics/signal-row.ts';

function endedWith(status: string, name: string, help: string) {
  return counter<{ status: string }>(name, help, { by: (ended) => (ended.status === status ? 1 : undefined) });
}

/** Turns that failed count too: otherwise an agent that only times out would look fast. */
const AGENT_SECONDS = histogram<{ agentId: string; durationMs: number }>(
  'aragora_agent_response_seconds',
  'Agent response latency, failures and time-outs included.',
  { labels: { agent: ({ agentId }) => agentId }, seconds: ({ durationMs }) => durationMs / 1000 },
);

/** Logs and metrics of the signals of debates. */
export const DEBATE_SIGNALS = {
  debateCreated: { level: 'info', metrics: [counter('aragora_debates_total', 'Debates started.')] },
  debateResumed: {
    level: 'info',
    metrics: [
      counter('aragora_debates_resumed_total', 'Interrupted debates resumed.'),
      counter(
        'aragora_calls_cut_off_total',
        'Upper bound of calls of language models in flight when the process of their debate crashed.',
        { by: ({ cutOff }) => cutOff },
      ),
    ],
  },
  debateFinished: {
    level: 'info',
    metrics: [
      endedWith('COMPLETED', 'aragora_debates_completed', 'Debates that ended with a verdict.'),
      endedWith('FAILED', 'aragora_debates_failed', 'Debates that failed.'),
      endedWith('CANCELLED', 'aragora_debates_cancelled', 'Debates that were cancelled.'),
      histogram('aragora_debate_duration_seconds', 'Duration of debates.', {
        labels: { outcome: { of: ({ outcome }) => outcome, known: OUTCOMES } },
        seconds: ({ durationMs }) => durationMs / 1000,
      }),
    ],
  },
  debateReleased: { level: 'info' },
  debateInterrupted: { level: 'warn' },
  debateError: { level: 'error' },
  agentAnswered: {
    level: 'debug',
    metrics: [AGENT_SECONDS],
  },
  turnFailed: {
    level: 'warn',
    metrics: [
      AGENT_SECONDS,
      counter('aragora_agent_failures_total', 'Turns that agents failed to take.', {
        labels: {
          agent: ({ agentId }) => agentId,
          code: {
            of: ({ error }) => (error instanceof AgentFailure ? error.code : 'OTHER'),
            known: [...FAILURE_CODES, 'OTHER'],
          },
        },
      }),
    ],
  },
} satisfies SignalRows;

export function runningGauge(countRunning: () => number): GaugeReading {
  return {
    name: 'aragora_active_debates',
    help: 'Debates this process runs.',
    read: async () => [{ value: countRunning() }],
  };
}
