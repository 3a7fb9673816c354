import type { EventBus, StreamRef } from '../../src/domain/events/ports.ts';
import type { FakeClock } from './fake-clock.ts';

/** What becomes of a ring: after how many milliseconds it arrives, once for each number. None: it is lost. */
export type Fate = readonly number[];

export const LOST: Fate = [];
export const AT_ONCE: Fate = [0];

/** A doorbell that loses, delays and doubles rings as it is told to. */
export class FakeBus implements EventBus {
  /** Rings so far, lost ones too. */
  readonly rings: StreamRef[] = [];
  private readonly clock: FakeClock;
  private readonly fate: (nth: number) => Fate;
  private readonly listeners = new Set<{ workspaceId: string; stream?: string; onNotify: (ref: StreamRef) => void }>();

  constructor(clock: FakeClock, fate: (nth: number) => Fate = () => AT_ONCE) {
    this.clock = clock;
    this.fate = fate;
  }

  /** How many listen at the moment. */
  get listening(): number {
    return this.listeners.size;
  }

  async notify(ref: StreamRef): Promise<void> {
    this.rings.push(ref);
    for (const delayMs of this.fate(this.rings.length)) {
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

  private deliver(ref: StreamRef): void {
    for (const { workspaceId, stream, onNotify } of [...this.listeners]) {
      if (workspaceId === ref.workspaceId && (stream === undefined || stream === ref.stream)) onNotify(ref);
    }
  }
}
