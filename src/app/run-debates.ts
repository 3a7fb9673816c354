import type { Jobs } from '../infra/jobs.ts';
import type { OpenDatabase } from '../infra/postgres/open.ts';
import { isGone } from '../infra/process-name.ts';
import { systemClock as clock } from '../infra/runtime.ts';
import { type composeFeatures, WAKE_QUEUE } from './features/features.ts';
import { retryWhileUnavailable } from './retry-while-unavailable.ts';

/** Looks for debates that nobody holds, and forgets what is no longer needed. */
const SWEEP_QUEUE = 'debate-sweep';
const SWEEP_SECONDS = 3;

/**
 * Has this process run debates: those that are started, and those that somebody left behind. Answers how to stop looking for
 * more of them.
 */
export async function runDebates(
  { runner, store, idempotencyKeys, sharedState }: ReturnType<typeof composeFeatures>,
  jobs: Jobs,
  { isEmbedded }: OpenDatabase,
): Promise<() => Promise<void>> {
  // The directory lock proves that whoever held a debate of the embedded database is gone.
  await retryWhileUnavailable(clock, () => store.releaseOf(isEmbedded ? () => true : isGone));
  const wake = ({ debateId }: { debateId: string }) => runner.wake(debateId);
  await retryWhileUnavailable(clock, () => jobs.work(WAKE_QUEUE, wake));
  const sweep = async () => {
    await idempotencyKeys.forgetOld();
    await sharedState.forgetExpired();
    // A lease of a process that is known to be dead need not run out first.
    await store.releaseOf(isGone);
    await runner.wakeWaiting();
  };
  await retryWhileUnavailable(clock, () => jobs.repeat(SWEEP_QUEUE, SWEEP_SECONDS, sweep));
  await retryWhileUnavailable(clock, () => runner.wakeWaiting());
  // A stopping process would take jobs away from those that could do something about them.
  return () => jobs.leave([WAKE_QUEUE, SWEEP_QUEUE]);
}
