import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { slicesInTime } from '../../../../src/infra/http/rest/slices-in-time.ts';
import { currentDeadline, OperationDeadline } from '../../../../src/infra/operation-deadline.ts';

const LIMIT_MS = 50;

async function textOf(slices: AsyncGenerator<string>): Promise<AsyncGenerator<string>> {
  const deadline = new OperationDeadline({ queryMs: LIMIT_MS, mutationMs: LIMIT_MS });
  const first = await deadline.run(() => slices.next());
  deadline.end();
  return slicesInTime(first, slices, deadline);
}

it('a text whose next slice is never made ends in time, and so does what the slice waits for', async () => {
  let isTold = false;
  async function* frozen(): AsyncGenerator<string> {
    yield 'one';
    await new Promise<void>((_, reject) =>
      currentDeadline()?.onLate(() => {
        isTold = true;
        reject(new Error('The connection has ended.'));
      }),
    );
  }
  const text = await textOf(frozen());
  expect((await text.next()).value).toBe('one');
  await expect(text.next()).rejects.toMatchObject({ name: 'Unavailable' });
  expect(isTold).toBe(true);
});

it('the time that a reader takes between slices does not count', async () => {
  async function* quick(): AsyncGenerator<string> {
    for (const slice of ['one', 'two', 'three']) yield slice;
  }
  const read: string[] = [];
  for await (const slice of await textOf(quick())) {
    read.push(slice);
    await wait(2 * LIMIT_MS);
  }
  expect(read).toEqual(['one', 'two', 'three']);
});

it('the maker of a text stops when its reader leaves', async () => {
  let hasEnded = false;
  async function* endless(): AsyncGenerator<string> {
    try {
      for (;;) yield 'more';
    } finally {
      hasEnded = true;
    }
  }
  for await (const _ of await textOf(endless())) break;
  expect(hasEnded).toBe(true);
});
