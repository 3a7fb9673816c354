import { expect, it } from 'vitest';
import { retryWhileUnavailable } from '../../src/app/retry-while-unavailable.ts';
import { Unavailable } from '../../src/domain/shared/errors.ts';
import { FakeClock } from '../support/fake-clock.ts';

/** A clock whose sleeps are over at once, and take their time all the same. */
function hasty() {
  const clock = new FakeClock();
  return Object.assign(clock, { sleep: (ms: number) => clock.advance(ms) });
}

it('what fails because the database is away is done again until it works', async () => {
  const away = [new Unavailable('Away.'), Object.assign(new Error('No.'), { code: 'ECONNREFUSED' })];
  const work = async () => {
    const error = away.shift();
    if (error) throw error;
    return 'done';
  };
  expect(await retryWhileUnavailable(hasty(), work)).toBe('done');
});

it('what fails for another reason is not', async () => {
  let times = 0;
  const work = async () => {
    times++;
    throw new Error('A defect.');
  };
  await expect(retryWhileUnavailable(hasty(), work)).rejects.toThrow('A defect.');
  expect(times).toBe(1);
});

it('after a minute it is enough', async () => {
  const clock = hasty();
  const begunMs = clock.now().getTime();
  const work = async () => {
    throw new Unavailable('Away.');
  };
  await expect(retryWhileUnavailable(clock, work)).rejects.toThrow('Away.');
  expect(clock.now().getTime() - begunMs).toBe(60_000);
});
