import { expect, it } from 'vitest';
import { shownValue } from '../../../../src/domain/shared/text/shown-value.ts';

it('repeats the start of a value, without characters that are not plain', () => {
  expect(shownValue('ann')).toBe('ann');
  expect(shownValue('a\u202Eb\n')).toBe('a?b?');
  expect(shownValue('x'.repeat(100_000))).toBe('x'.repeat(64));
});
