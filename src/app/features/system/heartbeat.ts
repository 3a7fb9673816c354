import type { Clock } from '../../../domain/shared/ports.ts';
import { ANNOUNCE_EVERY_MS, type Cluster } from '../../../domain/system/cluster.ts';

/** How long a stopping process tries to take itself out of the list; it leaves it by its silence too. */
const MAX_LEAVE_MS = 2_000;

/** Has a process announce itself again and again, until it stops. No failure ends that: the next announcement makes up for it. */
export class Heartbeat {
  private readonly cluster: Pick<Cluster, 'announce' | 'leave'>;
  private readonly clock: Clock;
  private readonly onFailure: (error: unknown) => void;
  private readonly stopping = new AbortController();
  private pause = new AbortController();
  private beating: Promise<void> | undefined;

  constructor(cluster: Pick<Cluster, 'announce' | 'leave'>, clock: Clock, onFailure: (error: unknown) => void) {
    this.cluster = cluster;
    this.clock = clock;
    this.onFailure = onFailure;
  }

  /** Resolves when the process has announced itself for the first time, or failed to. */
  async start(url: string): Promise<void> {
    await this.announce(url);
    this.beating = this.beat(url);
  }

  /** Announces at once what has changed. */
  hurry(): void {
    this.pause.abort();
  }

  /** Takes the process out of the list. Never rejects. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.hurry();
    if (!this.beating) return;
    const left = this.beating.then(() => this.cluster.leave()).catch(this.onFailure);
    const done = new AbortController();
    await Promise.race([left, this.clock.sleep(MAX_LEAVE_MS, done.signal)]);
    done.abort();
  }

  private async beat(url: string): Promise<void> {
    for (;;) {
      await this.clock.sleep(ANNOUNCE_EVERY_MS, this.pause.signal);
      if (this.stopping.signal.aborted) return;
      await this.announce(url);
    }
  }

  private async announce(url: string): Promise<void> {
    // Made before announcing, so that a hurry meanwhile has it done once more.
    this.pause = new AbortController();
    await this.cluster.announce(url).catch(this.onFailure);
  }
}
