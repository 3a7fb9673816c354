import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { localActor } from '../../../../src/domain/access/actor.ts';
import { ConnectionAuth } from '../../../../src/infra/http/identity/connection-auth.ts';
import { Revalidator } from '../../../../src/infra/http/identity/revalidator.ts';
import { createLogger } from '../../../../src/infra/logger.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Adds this many callers. Returns how often each of them was re-checked since it was added. */
async function watched(watch: Revalidator, count: number) {
  const looks = Array.from({ length: count }, () => 0);
  const leave = await Promise.all(
    looks.map(async (_, place) => {
      const actor = localActor(['viewer']);
      const authentication = {
        actorOf: async () => {
          looks[place] = (looks[place] ?? 0) + 1;
          return actor;
        },
      };
      const credentials = { shownBy: () => ({ bearer: 'good' }), addressOf: () => null };
      const ports = { credentials, authentication } as unknown as Parameters<typeof ConnectionAuth.on>[3];
      const caller = await ConnectionAuth.on({ close: () => {} }, {} as IncomingMessage, undefined, ports);
      if (!caller) throw new Error('It was not let in.');
      watch.add(caller);
      return () => watch.remove(caller);
    }),
  );
  looks.fill(0);
  return { looks, leave };
}

it('every caller is re-checked once in each period, however many there are, and never all at the same time', async () => {
  const watch = new Revalidator(createLogger('ERROR'));
  const { looks } = await watched(watch, 101);
  await vi.advanceTimersByTimeAsync(ConnectionAuth.EVERY_MS / 2);
  const half = looks.reduce((sum, times) => sum + times, 0);
  expect(half).toBeGreaterThan(40);
  expect(half).toBeLessThan(60);
  await vi.advanceTimersByTimeAsync(ConnectionAuth.EVERY_MS / 2);
  expect(looks).toEqual(looks.map(() => 1));
  await vi.advanceTimersByTimeAsync(3 * ConnectionAuth.EVERY_MS);
  expect(looks).toEqual(looks.map(() => 4));
  watch.stop();
});

it('a caller that has left is not re-checked, and none is after the stop', async () => {
  const watch = new Revalidator(createLogger('ERROR'));
  const { looks, leave } = await watched(watch, 30);
  leave[7]?.();
  await vi.advanceTimersByTimeAsync(ConnectionAuth.EVERY_MS);
  expect(looks).toEqual(looks.map((_, place) => (place === 7 ? 0 : 1)));
  watch.stop();
  await vi.advanceTimersByTimeAsync(2 * ConnectionAuth.EVERY_MS);
  expect(looks).toEqual(looks.map((_, place) => (place === 7 ? 0 : 1)));
});
