import { Notifier } from '../../events/notifier.ts';
import type { EventBus } from '../../events/ports.ts';
import { Unavailable } from '../../shared/errors.ts';
import type { Clock } from '../../shared/ports.ts';
import { stoppable } from '../../shared/stoppable.ts';

/** Nothing is polled: the wait is bounded only to release a stopped reader. */
const MAX_WAIT_MS = 60_000;

/**
 * Ids of debates that change from now on, each once since the reader last looked. Lossy on purpose: `Debates.follow` brings
 * every event. `isWanted` is asked once for each change; while the database cannot be reached, every change is reported.
 */
export function debateChanges(
  ports: { bus: EventBus; clock: Clock },
  workspaceId: string,
  isWanted: (id: string) => Promise<boolean>,
) {
  const changed = new Set<string>();
  const notifier = new Notifier(ports.clock);
  const stop = ports.bus.listen({ workspaceId }, ({ stream }) => {
    changed.add(stream);
    notifier.notify();
  });
  return stoppable((signal) => {
    // At the signal and not in a `finally`: a generator that is left before anything was read never runs one.
    signal.addEventListener('abort', stop, { once: true });
    return idsOf(changed, notifier, isWanted, signal);
  });
}

async function* idsOf(
  changed: Set<string>,
  notifier: Notifier,
  isWanted: (id: string) => Promise<boolean>,
  signal: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  while (!signal.aborted) {
    for (const id of changed) {
      changed.delete(id);
      if (await isWanted(id).catch(nothingKnown)) yield id;
    }
    await notifier.wait(MAX_WAIT_MS, signal);
  }
}

/** A needless report is better than a missing one. */
function nothingKnown(error: unknown): boolean {
  if (error instanceof Unavailable) return true;
  throw error;
}
