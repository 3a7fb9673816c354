import { expect, it } from 'vitest';
import { retryWhileUnavailable } from '../../src/app/retry-while-unavailable.ts';
import { Unavailable } from '../../src/domain/shared/errors.ts';
import { FakeClock } from '../support/fake-clock.ts';

/** A clock whose sleeps resolve immediately and advance its time. */
function sleeplessClock() {
  const clock = new FakeClock();
  return Object.assign(clock, { sleep: (ms: number) => clock.advance(ms) });
}

it('work is retried until it succeeds while the database is unavailable', async () => {
  const away = [new Unavailable('Away.'), Object.assign(new Error('No.'), { code: 'ECONNREFUSED' })];
  const work = async () => {
    const error = away.shift();
    if (error) throw error;
    return 'done';
  };
  expect(await retryWhileUnavailable(sleeplessClock(), work)).toBe('done');
});

it('work that fails for another reason is not retried', async () => {
  let times = 0;
  const work = async () => {
    times++;
    throw new Error('A defect.');
  };
  await expect(retryWhileUnavailable(sleeplessClock(), work)).rejects.toThrow('A defect.');
  expect(times).toBe(1);
});

it('retries end after a minute', async () => {
  const clock = sleeplessClock();
  const begunMs = clock.now().getTime();
  const work = async () => {
    throw new Unavailable('Away.');
  };
  await expect(retryWhileUnavailable(clock, work)).rejects.toThrow('Away.');
  expect(clock.now().getTime() - begunMs).toBe(60_000);
});
