import type { Clock } from '../../../domain/shared/ports.ts';
import { ANNOUNCE_EVERY_MS, type Cluster } from '../../../domain/system/cluster.ts';

/** How long a stopping process tries to remove itself from the list. Without that its entry expires. */
const MAX_LEAVE_MS = 2_000;

/** Announces the process to the cluster at an interval until it stops. A failed announcement does not end the heartbeat. */
export class Heartbeat {
  private readonly cluster: Pick<Cluster, 'announce' | 'leave'>;
  private readonly clock: Clock;
  private readonly onFailure: (error: unknown) => void;
  private readonly stopping = new AbortController();
  private pause = new AbortController();
  private loop: Promise<void> | undefined;

  constructor(cluster: Pick<Cluster, 'announce' | 'leave'>, clock: Clock, onFailure: (error: unknown) => void) {
    this.cluster = cluster;
    this.clock = clock;
    this.onFailure = onFailure;
  }

  /** Resolves after the first announcement, even if it failed. */
  async start(url: string): Promise<void> {
    await this.announce(url);
    this.loop = this.repeat(url);
  }

  /** Announces the current state at once. */
  announceNow(): void {
    this.pause.abort();
  }

  /** Removes the process from the list. Never rejects. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.announceNow();
    if (!this.loop) return;
    const left = this.loop.then(() => this.cluster.leave()).catch(this.onFailure);
    const done = new AbortController();
    await Promise.race([left, this.clock.sleep(MAX_LEAVE_MS, done.signal)]);
    done.abort();
  }

  private async repeat(url: string): Promise<void> {
    for (;;) {
      await this.clock.sleep(ANNOUNCE_EVERY_MS, this.pause.signal);
      if (this.stopping.signal.aborted) return;
      await this.announce(url);
    }
  }

  private async announce(url: string): Promise<void> {
    // Set before the announcement, so that `announceNow` during it causes another one.
    this.pause = new AbortController();
    await this.cluster.announce(url).catch(this.onFailure);
  }
}
