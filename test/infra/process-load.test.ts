import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Revalidator } from '../../src/infra/http/identity/revalidator.ts';
import { createLogger } from '../../src/infra/logger.ts';
import { Metrics } from '../../src/infra/metrics/metrics.ts';
import { ProcessLoad } from '../../src/infra/process-load.ts';

const NAMES = ['', 'min_', 'max_', 'mean_', 'stddev_', 'p50_', 'p90_', 'p99_'];

let load: ProcessLoad;
beforeEach(() => {
  load = new ProcessLoad();
});
afterEach(() => load.close());

function block(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until; );
}

/** How often the event loop of this process turns in half a second. */
async function turns(): Promise<number> {
  const { loopCount } = performance.nodeTiming.uvMetricsInfo;
  await setTimeout(500);
  return performance.nodeTiming.uvMetricsInfo.loopCount - loopCount;
}

it('the load tells how long work delayed the event loop since the last reading', async () => {
  await setTimeout(1);
  load.read();
  block(80);
  await setTimeout(1);
  expect(load.read().eventLoopDelayMs).toBeGreaterThanOrEqual(75);
});

it('metrics have the delays of the event loop under the names of prom-client', async () => {
  const metrics = new Metrics();
  metrics.watchProcess();
  await setTimeout(1);
  await metrics.text();
  block(80);
  await setTimeout(1);
  const text = await metrics.text();
  const figures = NAMES.map((name) => new RegExp(`^nodejs_eventloop_lag_${name}seconds (.+)$`, 'm').exec(text)?.[1]);
  expect(figures.map(Number).every((figure) => figure >= 0 && figure < 60)).toBe(true);
  expect(Number(figures[2])).toBeGreaterThanOrEqual(0.075);
});

it('measuring the process and waiting for connections does not wake it', async () => {
  const before = await turns();
  new Metrics().watchProcess();
  const watch = new Revalidator(createLogger('ERROR'));
  // Two timers of 10 and 20 ms woke it 75 times.
  expect(await turns()).toBeLessThan(before + 20);
  watch.stop();
});
