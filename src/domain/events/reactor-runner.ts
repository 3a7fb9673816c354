import { Unavailable } from '../shared/errors.ts';
import type { Clock } from '../shared/ports.ts';
import { type DispatchPorts, dispatch, type Reactor } from './dispatch.ts';
import { Notifier } from './notifier.ts';
import type { EventBus, ReactorBacklog, ReactorBacklogs } from './ports.ts';

export interface ReactorRunnerPorts extends DispatchPorts {
  readonly backlogs: ReactorBacklogs;
  readonly bus: Pick<EventBus, 'listenAll' | 'isHearing'>;
  readonly clock: Clock;
}

/** The backlogs are read this often while notifications may be lost: a lost one delays an event and loses nothing. */
export const SAFETY_POLL_MS = 5_000;
/** The same while notifications arrive: then only a process that died between its commit and its notification is missed. */
export const HEARING_POLL_MS = 30_000;
/** The backlogs are read at most once in this time, so that a burst of events becomes few passes. */
export const MIN_GAP_MS = 500;
/** The first wait for events that an open transaction holds back, or for a database that is away; doubled each time. */
const FIRST_RETRY_MS = 200;
/** A reactor whose checkpoint another node holds is left to that node for this long. */
const YIELD_MS = 1_000;

/**
 * Runs all reactors of a process. A notification, or else a poll, leads to one statement that reads the backlogs
 * of all reactors; only those with events to process begin a pass, each on its own, so that none waits for another. Across
 * nodes a reactor runs where its checkpoint could be locked.
 */
export class ReactorRunner {
  private readonly ports: ReactorRunnerPorts;
  private readonly notifier: Notifier;
  private readonly passes = new Map<string, Promise<void>>();
  /** Reactors for which more events came while their pass was running. */
  private readonly passAgain = new Set<string>();
  private readonly yieldedUntilMs = new Map<string, number>();
  private retryMs = FIRST_RETRY_MS;

  constructor(ports: ReactorRunnerPorts) {
    this.ports = ports;
    this.notifier = new Notifier(ports.clock);
  }

  /** Runs the reactors until stopped. Stopping resolves once no transaction of theirs is open. */
  run(reactors: readonly Reactor[]): () => Promise<void> {
    const stopping = new AbortController();
    const stopListening = this.ports.bus.listenAll(this.notifier.notify);
    const running = reactors.length > 0 ? this.loop(reactors, stopping.signal) : Promise.resolve();
    return async () => {
      stopListening();
      stopping.abort(null);
      await running;
      await Promise.all(this.passes.values());
    };
  }

  private async loop(reactors: readonly Reactor[], signal: AbortSignal): Promise<void> {
    const { clock } = this.ports;
    while (!signal.aborted) {
      const waitMs = await this.startPasses(reactors, signal);
      const gapMs = Math.min(MIN_GAP_MS, waitMs);
      await clock.sleep(gapMs, signal);
      if (waitMs > gapMs) await this.wait(waitMs - gapMs, signal);
    }
  }

  /** Waits for a notification; when notifications stop to arrive, for no longer than the safety poll. */
  private async wait(ms: number, signal: AbortSignal): Promise<void> {
    for (let leftMs = ms; leftMs > 0; leftMs -= SAFETY_POLL_MS) {
      const isNotified = await this.notifier.wait(Math.min(leftMs, SAFETY_POLL_MS), signal);
      if (isNotified || signal.aborted || !this.ports.bus.isHearing) return;
    }
  }

  /** How long nothing is read when no reactor has work. */
  private get quietMs(): number {
    return this.ports.bus.isHearing ? HEARING_POLL_MS : SAFETY_POLL_MS;
  }

  /** Starts a pass of every reactor that has events to process. Returns how long to wait for a notification. */
  private async startPasses(reactors: readonly Reactor[], signal: AbortSignal): Promise<number> {
    // What was notified before the read is seen by it.
    this.notifier.reset();
    try {
      const backlogs = await this.ports.backlogs.read(reactors.map(({ name }) => name));
      const byName = new Map(backlogs.map((backlog) => [backlog.reactor, backlog]));
      const waits = reactors.map((reactor) => this.startPass(reactor, byName.get(reactor.name), signal));
      const isStuck = backlogs.some(({ isHeldBack }) => isHeldBack) && !backlogs.some(({ isReady }) => isReady);
      return Math.min(this.quietMs, ...waits, isStuck ? this.nextRetryMs() : this.firstRetry(backlogs));
    } catch (error) {
      this.signalFailure(reactors, error);
      return this.nextRetryMs();
    }
  }

  private startPass(reactor: Reactor, backlog: ReactorBacklog | undefined, signal: AbortSignal): number {
    if (!backlog?.isReady || signal.aborted) return this.quietMs;
    if (backlog.pausedMs > 0) return backlog.pausedMs;
    if (this.passes.has(reactor.name)) {
      this.passAgain.add(reactor.name);
      return this.quietMs;
    }
    const yieldedMs = (this.yieldedUntilMs.get(reactor.name) ?? 0) - this.ports.clock.monotonicMs();
    if (yieldedMs > 0) return yieldedMs;
    this.passes.set(reactor.name, this.pass(reactor, signal));
    return YIELD_MS;
  }

  private async pass(reactor: Reactor, signal: AbortSignal): Promise<void> {
    const processed = await dispatch(this.ports, reactor, signal);
    this.passes.delete(reactor.name);
    if (processed === 0) this.yieldedUntilMs.set(reactor.name, this.ports.clock.monotonicMs() + YIELD_MS);
    if (this.passAgain.delete(reactor.name)) this.notifier.notify();
  }

  private firstRetry(backlogs: readonly ReactorBacklog[]): number {
    this.retryMs = FIRST_RETRY_MS;
    return backlogs.some(({ isHeldBack }) => isHeldBack) ? FIRST_RETRY_MS : this.quietMs;
  }

  private nextRetryMs(): number {
    const retryMs = this.retryMs;
    this.retryMs = Math.min(SAFETY_POLL_MS, retryMs * 2);
    return retryMs;
  }

  /** A database that is away is reported by its probe. */
  private signalFailure(reactors: readonly Reactor[], error: unknown): void {
    if (error instanceof Unavailable) return;
    const nowhere = { workspaceId: null, stream: null, seq: null, kind: null };
    for (const { name } of reactors) this.ports.emit('reactorFailed', { reactor: name, ...nowhere, error });
  }
}
