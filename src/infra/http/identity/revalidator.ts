import type { Logger } from '../../logger.ts';
import { ConnectionAuth } from './connection-auth.ts';

/** Thousands of checks at once would hold up everything else. */
const PARTS = 20;

/** Re-checks the permissions of open connections, one part of them after the other. */
export class Revalidator {
  private readonly parts = Array.from({ length: PARTS }, () => new Set<ConnectionAuth>());
  /** Runs while there are callers. */
  private timer: NodeJS.Timeout | undefined;
  private count = 0;
  private isStopped = false;
  private readonly logger: Logger;
  private added = 0;
  private round = 0;

  constructor(logger: Logger) {
    this.logger = logger;
  }

  /** Re-checks the caller until it is removed. */
  add(caller: ConnectionAuth): void {
    this.parts[this.added++ % PARTS]?.add(caller);
    this.count++;
    if (!this.isStopped)
      this.timer ??= setInterval(() => this.revalidatePart(), ConnectionAuth.EVERY_MS / PARTS).unref();
  }

  remove(caller: ConnectionAuth): void {
    // The part of each caller is not kept: there are few parts.
    if (!this.parts.some((part) => part.delete(caller))) return;
    if (--this.count === 0) this.pause();
  }

  stop(): void {
    this.isStopped = true;
    this.pause();
  }

  private pause(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Closes connections whose permissions have changed. Their clients can resume after the last event they have. */
  private revalidatePart(): void {
    for (const caller of this.parts[this.round++ % PARTS] ?? [])
      caller
        .revalidate()
        .catch((error) => this.logger.debug({ error }, 'The caller of a connection could not be re-checked'));
  }
}
