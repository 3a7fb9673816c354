import type { Jobs } from '../infra/jobs.ts';
import { systemClock as clock } from '../infra/runtime.ts';
import type { Feature } from './feature.ts';
import { retryWhileUnavailable } from './retry-while-unavailable.ts';

/** The queues that the features send jobs to. */
export function queuesOf(features: readonly Feature[]): readonly string[] {
  return features.flatMap(({ jobs = [] }) => jobs.map(({ queue }) => queue));
}

/**
 * Has this process work on the jobs and the housekeeping of the features. Returns how to stop looking for more of them: a
 * stopping process would take jobs away from those that can still do them.
 */
export async function runJobs(features: readonly Feature[], jobs: Jobs): Promise<() => Promise<void>> {
  const handlers = features.flatMap((feature) => feature.jobs ?? []);
  const sweeps = features.flatMap((feature) => feature.housekeeping ?? []);
  for (const { queue, work } of handlers) await retryWhileUnavailable(clock, () => jobs.work(queue, work));
  for (const { name, intervalMs, sweep } of sweeps)
    await retryWhileUnavailable(clock, () => jobs.repeat(name, intervalMs / 1000, sweep));
  return () => jobs.leave([...handlers.map(({ queue }) => queue), ...sweeps.map(({ name }) => name)]);
}
