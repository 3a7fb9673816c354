import { checkpointTime, dispatch } from '../domain/events/dispatch.ts';
import type { Jobs } from '../infra/jobs.ts';
import { systemClock as clock } from '../infra/runtime.ts';
import type { Reacting } from './compose-server.ts';
import { retryWhileUnavailable } from './retry-while-unavailable.ts';
import { withTimeout } from './with-timeout.ts';

const PAUSE_SECONDS = 1;
/** Far below the time after which a job counts as lost; what is left is taken in the next pass. */
const MAX_PASS_MS = 20_000;
const MAX_CATCH_UP_MS = 2_000;

/**
 * Has the reactors take what is new, on one of the nodes at a time, each by itself so that none waits for another. Answers
 * how to stop.
 */
export async function runReactors({ reactors, ports }: Reacting, jobs: Jobs): Promise<() => Promise<void>> {
  const stopped = new AbortController();
  for (const reactor of reactors) {
    const pass = () => dispatch(ports, reactor, AbortSignal.any([stopped.signal, AbortSignal.timeout(MAX_PASS_MS)]));
    await retryWhileUnavailable(clock, () => jobs.repeat(`reactor-${reactor.name}`, PAUSE_SECONDS, pass));
  }
  return async () => stopped.abort();
}

/** Has the reactors take what there is at once, as far as they come in two seconds; what is left waits for the next pass. */
export async function catchUp({ reactors, ports }: Reacting): Promise<void> {
  const signal = AbortSignal.timeout(MAX_CATCH_UP_MS);
  const passes = reactors.map((reactor) => dispatch(ports, reactor, signal));
  await withTimeout(MAX_CATCH_UP_MS, Promise.allSettled(passes));
}

/** How many seconds of the log each reactor has still to take. */
export function lagsOf({ reactors, ports }: Reacting): Promise<{ reactor: string; seconds: number }[]> {
  return Promise.all(
    reactors.map(async ({ name }) => {
      const upTo = await checkpointTime({ ...ports, clock }, name);
      return { reactor: name, seconds: Math.max(0, clock.now().getTime() - upTo.getTime()) / 1000 };
    }),
  );
}
