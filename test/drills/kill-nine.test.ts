import { expect, it } from 'vitest';
import { killNine } from './kill-nine.ts';

it('kill -9 again and again loses no debate, no event and no stored answer', async () => {
  const { broken } = await killNine('small', () => {});
  expect(broken).toEqual([]);
});
