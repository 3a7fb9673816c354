import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Work } from '../../../domain/shared/slices.ts';
import { currentDeadline } from '../../operation-deadline.ts';
import type { RateLimits } from '../../rate-limits/rate-limits.ts';
import { ownTurn } from './own-turn.ts';

type Payer = Parameters<RateLimits['forCaller']>[0];

/** Minutes that a stream waits for points; then it is cut off. */
const MAX_WAITS = 10;

type Response = Pick<ServerResponse, 'destroyed' | 'once' | 'off'>;

/** The work of a text that is sent while it is made: without points left it waits for those of the next minute. */
export function streamWork(rateLimits: RateLimits, payer: Payer, response: Response): Work {
  return {
    pause: ownTurn,
    pay: async (points) => {
      for (let waits = 0; ; waits++) {
        const taken = await rateLimits.forCaller(payer, points);
        if (!taken?.isRefused) return;
        if (waits === MAX_WAITS) throw new Error('The caller has no points left for the rest of the text.');
        // The caller waits for its own points, and not for the server.
        const deadline = currentDeadline();
        deadline?.pause();
        await waitFor(taken.allowance.resetAt, response);
        deadline?.resume();
      }
    },
  };
}

/** Rejects when the client leaves before that time: nobody pays for a text that nobody reads. */
async function waitFor(time: Date, response: Response): Promise<void> {
  const gone = new AbortController();
  const leave = () => gone.abort();
  response.once('close', leave);
  if (response.destroyed) leave();
  const ms = Math.max(1, time.getTime() - Date.now());
  await wait(ms, undefined, { ref: false, signal: gone.signal }).finally(() => response.off('close', leave));
}
