import type { Atomically, Clock } from '../shared/ports.ts';
import type { Emit } from '../shared/signals.ts';
import type { LoggedEvent } from './event.ts';
import type { EventFeed, PositionedEvent, ReactorCheckpoints } from './ports.ts';

/** What follows from events, whoever recorded them. */
export interface Reactor {
  /** Names its cursor, so it never changes. */
  readonly name: string;
  /**
   * Takes the next events of the whole log. All it may do is write, in the ambient transaction: the writes are kept together
   * with its cursor, so that each event has its effect once. Payloads that were erased are null. When it throws nothing is
   * kept, and the same events come again.
   */
  react(events: readonly LoggedEvent[]): Promise<void>;
}

export interface DispatchPorts {
  readonly eventFeed: EventFeed;
  readonly checkpoints: ReactorCheckpoints;
  readonly atomically: Atomically;
  readonly emit: Emit;
  /** Most events that are taken in one transaction. */
  readonly batch: number;
}

const PAUSE = { firstMs: 1_000, longestMs: 60_000 } as const;

/**
 * Has the reactor take what it has not taken, until nothing is left, another node is at it, or the signal aborts. Never
 * throws: a reactor that fails is told of (`reactorFailed`) and pauses, with all that came before the failure taken.
 */
export async function dispatch(ports: DispatchPorts, reactor: Reactor, signal: AbortSignal): Promise<void> {
  try {
    while (!signal.aborted) {
      const taken = await take(ports, reactor, ports.batch);
      if (taken < ports.batch) return;
    }
  } catch {
    // Not told of: one by one it either goes well after all, or shows which event it is.
    await takeOneByOne(ports, reactor, signal);
  }
}

/** Takes what comes before the event that cannot be taken, and tells of that one by its name. */
async function takeOneByOne(ports: DispatchPorts, reactor: Reactor, signal: AbortSignal): Promise<void> {
  let next: PositionedEvent | undefined;
  const note = (event: PositionedEvent) => {
    next = event;
  };
  try {
    for (let left = ports.batch; left > 0 && !signal.aborted; left--) {
      next = undefined;
      if ((await take(ports, reactor, 1, note)) === 0) return;
    }
  } catch (error) {
    const { workspaceId = null, stream = null, seq = null, kind = null } = next?.event ?? {};
    ports.emit('reactorFailed', { reactor: reactor.name, workspaceId, stream, seq, kind, error });
    // Without a database there is nothing to pause: the next try comes by itself.
    await ports.checkpoints.pause(reactor.name, PAUSE).catch(() => {});
  }
}

/** Takes the next events in one transaction; answers how many. */
function take(
  { eventFeed, checkpoints, atomically }: DispatchPorts,
  reactor: Reactor,
  limit: number,
  note: (event: PositionedEvent) => void = () => {},
): Promise<number> {
  return atomically(async () => {
    const place = await checkpoints.take(reactor.name);
    const found = place ? await eventFeed.after(place, limit) : [];
    const [first, last] = [found[0], found.at(-1)];
    if (!first || !last) return 0;
    note(first);
    await reactor.react(found.map(({ event }) => event));
    await checkpoints.save(reactor.name, last.position);
    return found.length;
  });
}

/** The moment up to which the reactor has taken everything that was kept when it was asked: now, when nothing is left. */
export async function checkpointTime(
  { eventFeed, checkpoints, clock }: Pick<DispatchPorts, 'eventFeed' | 'checkpoints'> & { readonly clock: Clock },
  reactor: string,
): Promise<Date> {
  const now = clock.now();
  const oldest = await eventFeed.oldestAfter(await checkpoints.read(reactor));
  return oldest !== undefined && oldest < now ? oldest : now;
}
