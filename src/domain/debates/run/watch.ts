import { Notifier } from '../../events/notifier.ts';
import type { EventBus } from '../../events/ports.ts';
import type { Clock } from '../../shared/ports.ts';
import { commandStreamOf, type KnownCommands } from './known-commands.ts';
import type { LeaseStore } from './lease.ts';

export interface WatchPorts {
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly store: Pick<LeaseStore, 'renew'>;
  readonly leaseMs: number;
}

interface Watched {
  readonly id: string;
  readonly fence: number;
  readonly commands: KnownCommands;
}

/** How often commands are read while notifications do not arrive. */
const POLL_MS = 1_000;

/**
 * Renews the lease of a debate until a cancellation is stored or the signal aborts. Returns whether it is cancelled. Rejects
 * when the store is away, or when another process has taken the debate over.
 */
export async function watch(ports: WatchPorts, watched: Watched, signal: AbortSignal): Promise<boolean> {
  const { id, commands } = watched;
  const notifier = new Notifier(ports.clock);
  const stopListening = ports.bus.listen(commandStreamOf(id), () => {
    commands.forget();
    notifier.notify();
  });
  try {
    return await untilCancelled(ports, watched, notifier, signal);
  } finally {
    stopListening();
  }
}

async function untilCancelled(
  { bus, clock, store, leaseMs }: WatchPorts,
  { id, fence, commands }: Watched,
  notifier: Notifier,
  signal: AbortSignal,
): Promise<boolean> {
  let renewAtMs = clock.monotonicMs() + leaseMs / 3;
  while (!signal.aborted) {
    if ((await commands.read()).some(({ kind }) => kind === 'CANCEL')) return true;
    const leftMs = renewAtMs - clock.monotonicMs();
    await notifier.wait(bus.isHearing ? leftMs : Math.min(leftMs, POLL_MS), signal);
    // At each renewal too: a notification may have been lost.
    if (!bus.isHearing || clock.monotonicMs() >= renewAtMs) commands.forget();
    if (signal.aborted || clock.monotonicMs() < renewAtMs) continue;
    await store.renew(id, fence, leaseMs);
    renewAtMs = clock.monotonicMs() + leaseMs / 3;
  }
  return false;
}
