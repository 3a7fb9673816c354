import type { Atomically, Clock } from '../shared/ports.ts';
import type { Emit } from '../shared/signals.ts';
import type { LoggedEvent } from './event.ts';
import type { EventFeed, PositionedEvent, ReactorCheckpoints } from './ports.ts';

/** Work that follows from events of every node. */
export interface Reactor {
  /** Names its checkpoint, so it never changes. */
  readonly name: string;
  /**
   * Processes the next events of the whole log. It may only write, in the ambient transaction: its writes are committed
   * together with its checkpoint, so that each event has its effect once. Erased payloads are null. When it throws,
   * nothing is kept and the same events come again.
   */
  react(events: readonly LoggedEvent[]): Promise<void>;
}

export interface DispatchPorts {
  readonly eventFeed: EventFeed;
  readonly checkpoints: ReactorCheckpoints;
  readonly atomically: Atomically;
  readonly emit: Emit;
  /** Most events that are processed in one transaction. */
  readonly batch: number;
}

const PAUSE = { firstMs: 1_000, longestMs: 60_000 } as const;

/**
 * Lets the reactor process new events until none is left, another node holds its checkpoint, or the signal aborts.
 * Returns how many it processed. Never throws: a failure is signalled (`reactorFailed`) and pauses the reactor, after all
 * events before the failing one were processed.
 */
export async function dispatch(ports: DispatchPorts, reactor: Reactor, signal: AbortSignal): Promise<number> {
  let processed = 0;
  try {
    while (!signal.aborted) {
      const taken = await take(ports, reactor, ports.batch);
      processed += taken;
      if (taken < ports.batch) break;
    }
    return processed;
  } catch {
    // Not signalled yet: one by one the events either succeed after all, or show which of them fails.
    return processed + (await takeOneByOne(ports, reactor, signal));
  }
}

/** Processes the events before the failing one, and signals that one by its name. */
async function takeOneByOne(ports: DispatchPorts, reactor: Reactor, signal: AbortSignal): Promise<number> {
  let next: PositionedEvent | undefined;
  const note = (event: PositionedEvent) => {
    next = event;
  };
  let processed = 0;
  try {
    for (; processed < ports.batch && !signal.aborted; processed++) {
      next = undefined;
      if ((await take(ports, reactor, 1, note)) === 0) break;
    }
  } catch (error) {
    const { workspaceId = null, stream = null, seq = null, kind = null } = next?.event ?? {};
    ports.emit('reactorFailed', { reactor: reactor.name, workspaceId, stream, seq, kind, error });
    // Without a database there is nothing to pause: the next attempt comes anyway.
    await ports.checkpoints.pause(reactor.name, PAUSE).catch(() => {});
  }
  return processed;
}

/** Processes the next events in one transaction; returns how many. */
function take(
  { eventFeed, checkpoints, atomically }: DispatchPorts,
  reactor: Reactor,
  limit: number,
  note: (event: PositionedEvent) => void = () => {},
): Promise<number> {
  return atomically(async () => {
    const checkpoint = await checkpoints.take(reactor.name);
    const found = checkpoint ? await eventFeed.after(checkpoint, limit) : [];
    const [first, last] = [found[0], found.at(-1)];
    if (!first || !last) return 0;
    note(first);
    await reactor.react(found.map(({ event }) => event));
    await checkpoints.save(reactor.name, last.position);
    return found.length;
  });
}

/** The time up to which the reactor has processed every event: now, when none is left. */
export async function checkpointTime(
  { eventFeed, checkpoints, clock }: Pick<DispatchPorts, 'eventFeed' | 'checkpoints'> & { readonly clock: Clock },
  reactor: string,
): Promise<Date> {
  const now = clock.now();
  const oldest = await eventFeed.oldestAfter(await checkpoints.read(reactor));
  return oldest !== undefined && oldest < now ? oldest : now;
}
