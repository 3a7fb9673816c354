import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventCursor, seqOf } from '../../../src/domain/events/cursor.ts';
import { encodeCursor } from '../../../src/domain/shared/cursor.ts';
import { refusals } from '../../support/refusals.ts';

describe('the cursor of an event', () => {
  it('returns the number it was made for', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 999_999_999_999_999 }), (stream, seq) => {
        expect(seqOf(eventCursor(stream.toWellFormed(), seq), stream.toWellFormed())).toBe(seq);
      }),
    );
  });

  it('is refused for another stream', async () => {
    expect(await refusals(() => seqOf(eventCursor('dbt_1', 7), 'dbt_2'))).toEqual(['BAD_CURSOR after']);
  });

  it('is refused for a stream whose name has the same start', async () => {
    expect(await refusals(() => seqOf(eventCursor('dbt_1', 7), 'dbt_11'))).toEqual(['BAD_CURSOR after']);
    expect(await refusals(() => seqOf(eventCursor('dbt_11', 7), 'dbt_1'))).toEqual(['BAD_CURSOR after']);
  });

  it.each(['', '0', '-1', '1.5', '1e3', '007', ' 7', '7 ', '99999999999999999', 'NaN', 'seven'])(
    'is refused when its number is %o',
    async (place) => {
      expect(await refusals(() => seqOf(encodeCursor('e1|dbt_1', place), 'dbt_1'))).toEqual(['BAD_CURSOR after']);
    },
  );

  it('is refused or has another number when one character is changed', () => {
    const cursor = eventCursor('dbt_1', 42);
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= '];
    fc.assert(
      fc.property(fc.nat(cursor.length - 1), fc.constantFrom(...letters), (at, letter) => {
        fc.pre(cursor[at] !== letter);
        const damaged = cursor.slice(0, at) + letter + cursor.slice(at + 1);
        expect(placeOrRefused(damaged)).not.toBe(42);
      }),
    );
  });

  it.each(['', '!', 'null', 'ZTF8', '💥'])('is refused when it is %o', async (cursor) => {
    expect(await refusals(() => seqOf(cursor, 'dbt_1'))).toEqual(['BAD_CURSOR after']);
  });
});

function placeOrRefused(cursor: string): number | 'refused' {
  try {
    return seqOf(cursor, 'dbt_1');
  } catch {
    return 'refused';
  }
}
