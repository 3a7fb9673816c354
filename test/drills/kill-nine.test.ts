import { expect, it } from 'vitest';
import { killNine } from './kill-nine.ts';

it('repeated kill -9 loses no debate, no event and no stored turn', async () => {
  const { broken } = await killNine('small', () => {});
  expect(broken).toEqual([]);
});
