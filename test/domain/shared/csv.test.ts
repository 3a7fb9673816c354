import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/domain/shared/csv.ts';

describe('comma-separated values', () => {
  it('keep commas, quotes and line breaks inside their cells', () => {
    expect(
      csv([
        ['a', 1, true, null],
        ['b,c', 'say "so"', 'two\nlines', undefined],
      ]),
    ).toBe('a,1,true,\r\n"b,c","say ""so""","two\nlines",\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@A1', '\tx', '\rx'])('contain no formula for %j', (text) => {
    expect(csv([[text]])).toMatch(/^"?'/);
    expect(csv([[-1]])).toBe('-1\r\n');
  });
});
