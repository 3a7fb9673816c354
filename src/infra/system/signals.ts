import { counter, type GaugeReading, type SignalRows } from '../metrics/signal-row.ts';

/** Logs and metrics of the signals of the server. */
export const SYSTEM_SIGNALS = {
  probeFailed: { level: 'error' },
  probeDegraded: { level: 'debug' },
  reactorFailed: {
    level: 'error',
    metrics: [
      counter('aragora_reactor_failures_total', 'Events of the log that a reactor failed to process.', {
        labels: { reactor: ({ reactor }) => reactor },
      }),
    ],
  },
} satisfies SignalRows;

/** Lag of each reactor behind the log. */
export function lagGauge(
  readLags: () => Promise<readonly { readonly reactor: string; readonly seconds: number }[]>,
): GaugeReading {
  return {
    name: 'aragora_reactor_lag_seconds',
    help: 'Age of the oldest event of the log that a reactor has not processed, the same on all nodes; 0 without one.',
    labelNames: ['reactor'],
    isShared: true,
    read: async () => (await readLags()).map(({ reactor, seconds }) => ({ labels: { reactor }, value: seconds })),
  };
}
