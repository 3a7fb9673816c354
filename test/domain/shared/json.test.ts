import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, storable } from '../../../src/domain/shared/json.ts';

describe('storable JSON', () => {
  it('has U+FFFD instead of NUL and lone surrogates, also in keys', () => {
    expect(storable({ 'a\0': ['b\0c', { d: '\uD800', '\uDC00e': 'ok' }] })).toEqual({
      'a\uFFFD': ['b\uFFFDc', { d: '\uFFFD', '\uFFFDe': 'ok' }],
    });
  });

  it('keeps everything else', () => {
    const value = { text: '💡 naïve 漢字 \u0001', list: [null, true, 0, -1.5e-300, 1e300], inner: { empty: '' } };
    expect(storable(value)).toEqual(value);
  });

  it('has no undefined: a field is removed, and a single value is null', () => {
    expect(storable({ a: undefined, b: 1 })).toEqual({ b: 1 });
    expect(storable(undefined)).toBeNull();
  });

  it('does not change when it is made storable again', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: false }), (value) => {
        fc.pre(isJsonable(value));
        const once = storable(value);
        expect(storable(once)).toEqual(once);
        expect(JSON.stringify(once)).not.toMatch(/\\u0000|\\ud[89a-f]/i);
      }),
    );
  });

  it('can always be written in canonical form and read again', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
        const stored = storable({ value, [text]: text });
        expect(JSON.parse(canonical(stored))).toEqual(stored);
      }),
    );
  });
});

function isJsonable(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}
