import { expect, it } from 'vitest';
import { Refused } from '../../src/cli/api.ts';

it('says once what several fields were refused for', () => {
  const errors = ['This needs a.', 'This needs b.', 'This needs a.'].map((message) => ({ message }));
  expect(new Refused(errors).message).toBe('This needs a.\nThis needs b.');
});
