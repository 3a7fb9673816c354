import type { ELDHistogram } from 'node:perf_hooks';
import { Gauge, type Registry } from 'prom-client';
import { measureEventLoopDelay } from '../event-loop-delay.ts';

/** The prefix of the metrics of prom-client that these replace: their timer wakes an idle process a hundred times a second. */
export const EVENT_LOOP_LAG = 'nodejs_eventloop_lag_';
const NS_PER_S = 1e9;

const FIGURES: readonly [name: string, help: string, read: (delay: ELDHistogram) => number][] = [
  ['min', 'The minimum delay of the event loop since the last request for metrics.', ({ min }) => min],
  ['max', 'The maximum delay of the event loop since the last request for metrics.', ({ max }) => max],
  ['mean', 'The mean delay of the event loop since the last request for metrics.', ({ mean }) => mean],
  ['stddev', 'The standard deviation of the delays of the event loop.', ({ stddev }) => stddev],
  ['p50', 'The 50th percentile of the delays of the event loop.', (delay) => delay.percentile(50)],
  ['p90', 'The 90th percentile of the delays of the event loop.', (delay) => delay.percentile(90)],
  ['p99', 'The 99th percentile of the delays of the event loop.', (delay) => delay.percentile(99)],
];

/** Adds the delays of the event loop in seconds, measured between two requests for metrics. */
export function addEventLoopLag(registry: Registry): void {
  const delay = measureEventLoopDelay();
  const registers = [registry];
  // The first of them sets the others, which are read after it.
  new Gauge({
    name: `${EVENT_LOOP_LAG}seconds`,
    help: 'The delay of the event loop at the last request for metrics.',
    registers,
    aggregator: 'average',
    collect() {
      const askedAt = performance.now();
      setImmediate(() => this.set((performance.now() - askedAt) / 1_000));
      FIGURES.forEach(([, , read], at) => {
        gauges[at]?.set(delay.count === 0 ? 0 : read(delay) / NS_PER_S);
      });
      delay.reset();
    },
  });
  const gauges = FIGURES.map(
    ([name, help]) =>
      new Gauge({ name: `${EVENT_LOOP_LAG}${name}_seconds`, help, registers, aggregator: aggregatorOf(name) }),
  );
}

/** How a server with several processes adds their figures up. */
function aggregatorOf(name: string): 'min' | 'max' | 'average' {
  return name === 'min' || name === 'max' ? name : 'average';
}
