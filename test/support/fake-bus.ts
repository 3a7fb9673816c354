import type { EventBus, StreamRef } from '../../src/domain/events/ports.ts';
import type { FakeClock } from './fake-clock.ts';

/** The delays in milliseconds after which a notification arrives, once for each number. An empty list: it is lost. */
export type Fate = readonly number[];

export const LOST: Fate = [];
export const AT_ONCE: Fate = [0];

/** A bus that loses, delays and repeats notifications as the test says. */
export class FakeBus implements EventBus {
  /** Whether the bus knows that it loses nothing. */
  isHearing = true;
  /** All notifications so far, including lost ones. */
  readonly notified: StreamRef[] = [];
  private readonly clock: FakeClock;
  private readonly fate: (nth: number) => Fate;
  private readonly listeners = new Set<{ workspaceId: string; stream?: string; onNotify: (ref: StreamRef) => void }>();
  private readonly listenersToAll = new Set<() => void>();

  constructor(clock: FakeClock, fate: (nth: number) => Fate = () => AT_ONCE) {
    this.clock = clock;
    this.fate = fate;
  }

  /** The number of listeners. */
  get listening(): number {
    return this.listeners.size + this.listenersToAll.size;
  }

  async notify(ref: StreamRef): Promise<void> {
    this.notified.push(ref);
    for (const delayMs of this.fate(this.notified.length)) {
      if (delayMs === 0) this.deliver(ref);
      else void this.clock.sleep(delayMs).then(() => this.deliver(ref));
    }
  }

  listen(ref: { workspaceId: string; stream?: string }, onNotify: (ref: StreamRef) => void): () => void {
    const listener = { ...ref, onNotify };
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  listenAll(onNotify: () => void): () => void {
    const listener = () => onNotify();
    this.listenersToAll.add(listener);
    return () => {
      this.listenersToAll.delete(listener);
    };
  }

  private deliver(ref: StreamRef): void {
    for (const { workspaceId, stream, onNotify } of [...this.listeners]) {
      if (workspaceId === ref.workspaceId && (stream === undefined || stream === ref.stream)) onNotify(ref);
    }
    for (const onNotify of [...this.listenersToAll]) onNotify();
  }
}
