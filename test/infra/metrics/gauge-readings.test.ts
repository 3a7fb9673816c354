import { Registry } from 'prom-client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { GaugeReadings } from '../../../src/infra/metrics/gauge-readings.ts';

const NAME = 'aragora_example';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function exampleOf(read: () => Promise<readonly { value: number }[]>) {
  const registry = new Registry();
  new GaugeReadings(registry).add({ name: NAME, help: 'An example.', read });
  return async () => {
    const text = registry.metrics();
    await vi.advanceTimersByTimeAsync(1_100);
    return (await text).split('\n').filter((line) => line.startsWith('aragora'));
  };
}

const unavailable = (value: number) => `aragora_metric_unavailable{metric="${NAME}"} ${value}`;

it('leaves out what fails at once', async () => {
  const lines = exampleOf(() => {
    throw new Error('Not open.');
  });
  expect(await lines()).toEqual([unavailable(1)]);
});

it('asks once for what is late, and again after a minute when it never ends', async () => {
  const read = vi.fn(() =>
    read.mock.calls.length > 1 ? Promise.resolve([{ value: 7 }]) : new Promise<never>(() => {}),
  );
  const lines = exampleOf(read);
  for (const _ of [1, 2, 3]) expect(await lines()).toEqual([unavailable(1)]);
  expect(read).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(60_000);
  expect((await lines()).sort()).toEqual([`${NAME} 7`, unavailable(0)].sort());
});
