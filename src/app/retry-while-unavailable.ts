import type { Clock } from '../domain/shared/ports.ts';
import { isAway } from '../infra/postgres/unavailable.ts';

const PAUSE_MS = 500;
const MAX_MS = 60_000;

/** Does it again while the database is away, for a minute: a server that listens already does not end for that. */
export async function retryWhileUnavailable<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  for (const until = clock.now().getTime() + MAX_MS; ; ) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error) || clock.now().getTime() >= until) throw error;
      await clock.sleep(PAUSE_MS);
    }
  }
}
