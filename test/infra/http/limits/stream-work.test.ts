import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { streamWork } from '../../../../src/infra/http/limits/stream-work.ts';
import type { RateLimits } from '../../../../src/infra/rate-limits/rate-limits.ts';
import { PATIENCE } from '../../../support/waiting.ts';

const IN_A_MINUTE = () => new Date(Date.now() + 60_000);

/** A caller without points until `resetAt`, asked `asked` times, and the response to it. */
function poorCaller(resetAt: Date) {
  const asked: number[] = [];
  const forCaller = async (_caller: unknown, points: number) => {
    asked.push(points);
    return { isRefused: Date.now() < resetAt.getTime(), allowance: { resetAt } };
  };
  const response = Object.assign(new EventEmitter(), { destroyed: false });
  const work = streamWork({ forCaller } as never as RateLimits, {} as never, response as never);
  return { asked, response, work };
}

it('waits for points, and then goes on', async () => {
  const { asked, response, work } = poorCaller(new Date(Date.now() + 50));
  await work.pay?.(3);
  expect(asked.length).toBeGreaterThan(1);
  expect(response.listenerCount('close')).toBe(0);
});

it('ends the wait when the client leaves', async () => {
  const { asked, response, work } = poorCaller(IN_A_MINUTE());
  const paid = work.pay?.(3);
  await expect.poll(() => response.listenerCount('close'), PATIENCE).toBe(1);
  response.emit('close');
  await expect(paid).rejects.toThrow('aborted');
  expect([asked, response.listenerCount('close')]).toEqual([[3], 0]);
});

it('does not wait for a client that has left', async () => {
  const { response, work } = poorCaller(IN_A_MINUTE());
  response.destroyed = true;
  await expect(work.pay?.(3)).rejects.toThrow('aborted');
});
