import type { Actor } from '../access/actor.ts';
import { checkpointTime, type Reactor } from '../events/dispatch.ts';
import type { LoggedEvent } from '../events/event.ts';
import type { EventFeed, EventLog, ReactorCheckpoints, StreamRef } from '../events/ports.ts';
import { streamKey } from '../events/stream-key.ts';
import type { Atomically, Clock } from '../shared/ports.ts';
import { count } from './count.ts';
import type { UsageStore } from './ports.ts';
import { MAX_ROWS, reportOf, type UsageGroup, type UsageReport } from './report.ts';
import { checkWindow, type UsageWindow } from './window.ts';

export interface UsagePorts {
  readonly store: UsageStore;
  readonly log: EventLog;
  readonly eventFeed: EventFeed;
  readonly checkpoints: ReactorCheckpoints;
  readonly atomically: Atomically;
  readonly clock: Clock;
}

const REACTOR = 'usage';
/** Most events of one debate that are read at a time. */
const BATCH = 500;

/** What the debates of a workspace spent, counted from the event log; it stays when a debate is deleted. */
export class Usage {
  private readonly ports: UsagePorts;

  constructor(ports: UsagePorts) {
    this.ports = ports;
  }

  /** Counts what is recorded. */
  readonly reactor: Reactor = { name: REACTOR, react: (events) => this.add(events) };

  /**
   * What was spent on these days, together and by each of the groups. Throws a `Refusal` (INVALID_INPUT) for days that make
   * no sense, and where there are too many rows.
   */
  async report(actor: Actor, window: UsageWindow, groupBy: readonly UsageGroup[] = []): Promise<UsageReport> {
    const { store, clock } = this.ports;
    const days = checkWindow(window, clock.now());
    // Before the numbers, so that they hold at least what was counted by then.
    const countedUpTo = await checkpointTime(this.ports, REACTOR);
    const calls = await store.calls(actor.workspaceId, days, groupBy, MAX_ROWS + 1);
    const debates = await store.debates(actor.workspaceId, days);
    return { ...days, countedUpTo, ...reportOf(calls, debates, groupBy) };
  }

  /** Counts what has not been counted of a debate, before its payloads are erased in the same transaction. */
  async settle(ref: StreamRef): Promise<void> {
    const { atomically, checkpoints, log, store } = this.ports;
    await atomically(async () => {
      // Whoever counts at the moment is waited for, so that nothing is counted by both.
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
