import { checkpointTime, dispatch } from '../domain/events/dispatch.ts';
import { ReactorRunner } from '../domain/events/reactor-runner.ts';
import type { Reacting } from './compose-server.ts';
import { withTimeout } from './with-timeout.ts';

const MAX_CATCH_UP_MS = 2_000;

/** Runs the reactors on this process. Returns how to stop them. */
export function runReactors({ reactors, ports }: Reacting): () => Promise<void> {
  const stop = new ReactorRunner(ports).run(reactors);
  return () => withTimeout(MAX_CATCH_UP_MS, stop());
}

/** Lets the reactors process new events for at most two seconds; the rest waits for the next pass. */
export async function catchUp({ reactors, ports }: Reacting): Promise<void> {
  const signal = AbortSignal.timeout(MAX_CATCH_UP_MS);
  const passes = reactors.map((reactor) => dispatch(ports, reactor, signal));
  await withTimeout(MAX_CATCH_UP_MS, Promise.allSettled(passes));
}

/** The age in seconds of the oldest event that each reactor has not processed; 0 without one. */
export async function lagsOf({ reactors, ports }: Reacting): Promise<{ reactor: string; seconds: number }[]> {
  const backlogs = await ports.backlogs.read(reactors.map(({ name }) => name));
  return Promise.all(
    backlogs.map(async ({ reactor, isReady, isHeldBack }) => {
      if (!isReady && !isHeldBack) return { reactor, seconds: 0 };
      const upTo = await checkpointTime(ports, reactor);
      return { reactor, seconds: Math.max(0, ports.clock.now().getTime() - upTo.getTime()) / 1000 };
    }),
  );
}
