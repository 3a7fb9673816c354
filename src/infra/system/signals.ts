import { counter, type GaugeReading, type SignalRows } from '../metrics/signal-row.ts';

/** How signals of the server itself are logged and counted. */
export const SYSTEM_SIGNALS = {
  probeFailed: { level: 'error' },
  probeDegraded: { level: 'debug' },
  reactorFailed: {
    level: 'error',
    metrics: [
      counter('aragora_reactor_failures_total', 'Times that a reactor could not take an event of the log.', {
        labels: { reactor: ({ reactor }) => reactor },
      }),
    ],
  },
} satisfies SignalRows;

/** How far behind the log each reactor is. */
export function lagGauge(
  readLags: () => Promise<readonly { readonly reactor: string; readonly seconds: number }[]>,
): GaugeReading {
  return {
    name: 'aragora_reactor_lag_seconds',
    help: 'Age of the oldest event of the log that a reactor has not taken, the same on all nodes; 0 without one.',
    labelNames: ['reactor'],
    isShared: true,
    read: async () => (await readLags()).map(({ reactor, seconds }) => ({ labels: { reactor }, value: seconds })),
  };
}
