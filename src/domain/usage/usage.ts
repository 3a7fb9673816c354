import type { Actor } from '../access/actor.ts';
import { checkpointTime, type Reactor } from '../events/dispatch.ts';
import type { LoggedEvent } from '../events/event.ts';
import type { EventFeed, EventLog, ReactorCheckpoints, StreamRef } from '../events/ports.ts';
import { streamKey } from '../events/stream-key.ts';
import type { Atomically, Clock } from '../shared/ports.ts';
import { checkCount } from '../shared/shapes/item-count.ts';
import { count } from './count.ts';
import type { UsageStore } from './ports.ts';
import { MAX_ROWS, reportOf, type UsageGroup, type UsageReport } from './report.ts';
import { checkWindow, type UsageWindow } from './window.ts';

/** More than there are. */
const MAX_GROUPINGS = 10;

export interface UsagePorts {
  readonly store: UsageStore;
  readonly log: EventLog;
  readonly eventFeed: EventFeed;
  readonly checkpoints: ReactorCheckpoints;
  readonly atomically: Atomically;
  readonly clock: Clock;
}

const REACTOR = 'usage';
/** Events of one debate read at a time. */
const BATCH = 500;

/** Spending of the debates of a workspace, counted from the event log; it remains when a debate is deleted. */
export class Usage {
  private readonly ports: UsagePorts;

  constructor(ports: UsagePorts) {
    this.ports = ports;
  }

  /** Counts new events. */
  readonly reactor: Reactor = { name: REACTOR, react: (events) => this.add(events) };

  /**
   * Usage on these days, in total and by group. Throws a `UserError` (INVALID_INPUT) for invalid days and for too many
   * rows.
   */
  async report(actor: Actor, window: UsageWindow, groupBy: readonly UsageGroup[] = []): Promise<UsageReport> {
    checkCount('groupBy', groupBy, MAX_GROUPINGS);
    const { store, clock } = this.ports;
    const days = checkWindow(window, clock.now());
    // Read before the numbers, so that these include at least everything up to it.
    const countedUpTo = await checkpointTime(this.ports, REACTOR);
    const calls = await store.calls(actor.workspaceId, days, groupBy, MAX_ROWS + 1);
    const debates = await store.debates(actor.workspaceId, days);
    return { ...days, countedUpTo, ...reportOf(calls, debates, groupBy) };
  }

  /** Counts the uncounted events of a debate, before its payloads are erased in the same transaction. */
  async settle(ref: StreamRef): Promise<void> {
    const { atomically, checkpoints, log, store } = this.ports;
    await atomically(async () => {
      // Waits for the node that counts at the moment, so that nothing is counted twice.
      await checkpoints.hold(REACTOR);
      let after = (await store.streams([ref]))[0]?.counted ?? 0;
      for (;;) {
        const events = await log.read(ref, after, BATCH);
        await this.add(events);
        if (events.length < BATCH) return;
        after = events.at(-1)?.seq ?? after;
      }
    });
  }

  private async add(events: readonly LoggedEvent[]): Promise<void> {
    const { store } = this.ports;
    const refs = new Map(
      events.map(({ workspaceId, stream }) => [streamKey({ workspaceId, stream }), { workspaceId, stream }]),
    );
    await store.add(count(events, await store.streams([...refs.values()])));
  }
}
