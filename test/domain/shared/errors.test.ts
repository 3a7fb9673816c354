import { describe, expect, it } from 'vitest';
import { notFound } from '../../../src/domain/shared/errors.ts';

describe('an object that is not found', () => {
  it.each([
    ['dbt_1', 'There is no dbt_1 here.'],
    ['', 'There is no object without an id here.'],
    ['  ', 'There is no object without an id here.'],
    ['\u0000\u202e', 'There is no ?? here.'],
    ['x'.repeat(1_000), `There is no ${'x'.repeat(64)} here.`],
  ])('is named by what was asked for: %j', (id, says) => {
    expect(notFound(id).message).toContain(says);
  });
});
