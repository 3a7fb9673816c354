import type { Clock } from '../domain/shared/ports.ts';
import { isAway } from '../infra/postgres/unavailable.ts';

const PAUSE_MS = 500;
const MAX_MS = 60_000;

/** Retries the work for a minute while the database is unavailable, so that a listening server does not exit. */
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
