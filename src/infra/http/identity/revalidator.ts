import type { Logger } from '../../logger.ts';
import { ConnectionAuth } from './connection-auth.ts';

/** All at once, thousands would hold up everybody else. */
const PARTS = 20;

/** Looks again and again at those who stay connected, at one part of them after the other. */
export class Revalidator {
  private readonly parts = Array.from({ length: PARTS }, () => new Set<ConnectionAuth>());
  private readonly looking: NodeJS.Timeout;
  private readonly logger: Logger;
  private added = 0;
  private looked = 0;

  constructor(logger: Logger) {
    this.logger = logger;
    this.looking = setInterval(() => this.look(), ConnectionAuth.EVERY_MS / PARTS).unref();
  }

  /** Until it is removed. */
  add(caller: ConnectionAuth): void {
    this.parts[this.added++ % PARTS]?.add(caller);
  }

  remove(caller: ConnectionAuth): void {
    // Which part it is in is not kept for each: there are few.
    for (const part of this.parts) if (part.delete(caller)) return;
  }

  stop(): void {
    clearInterval(this.looking);
  }

  /** Closes the connections of those whose rights have changed; they can resume behind the last event they have. */
  private look(): void {
    for (const caller of this.parts[this.looked++ % PARTS] ?? [])
      caller.revalidate().catch((error) => this.logger.debug({ error }, 'Who is connected could not be told'));
  }
}
