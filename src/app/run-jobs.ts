import { Housekeeping } from '../infra/housekeeping.ts';
import type { Jobs } from '../infra/jobs.ts';
import { systemClock as clock } from '../infra/runtime.ts';
import type { Feature } from './feature.ts';
import { retryWhileUnavailable } from './retry-while-unavailable.ts';
import { withTimeout } from './with-timeout.ts';

interface JobsOptions {
  readonly jobs: Jobs;
  onSweepFailure(sweep: string, error: unknown): void;
}

/** How long a stopping process waits for its sweeps. */
const MAX_STOP_MS = 2_000;

/** The queues that the features send jobs to. */
export function queuesOf(features: readonly Feature[]): readonly string[] {
  return features.flatMap(({ jobs = [] }) => jobs.map(({ queue }) => queue));
}

/**
 * Runs the jobs, the schedules and the housekeeping of the features on this process. Returns how to stop looking for more
 * of them: a stopping process would take jobs away from those that can still work on them.
 */
export async function runJobs(features: readonly Feature[], options: JobsOptions): Promise<() => Promise<void>> {
  const { jobs, onSweepFailure: onError } = options;
  const handlers = features.flatMap((feature) => feature.jobs ?? []);
  const schedules = features.flatMap((feature) => feature.schedules ?? []);
  const sweeps = features.flatMap((feature) => feature.housekeeping ?? []);
  for (const handler of handlers) await retryWhileUnavailable(clock, () => jobs.work(handler));
  for (const schedule of schedules) await retryWhileUnavailable(clock, () => jobs.schedule(schedule));
  const housekeeping = new Housekeeping({ jobs, sweeps, onError });
  await retryWhileUnavailable(clock, () => housekeeping.start());
  return async () => {
    await jobs.leave([...handlers.map(({ queue }) => queue), ...schedules.map(({ name }) => name)]);
    await withTimeout(MAX_STOP_MS, housekeeping.stop());
  };
}
