import { describe, expect, it } from 'vitest';
import { visible } from '../../../../src/domain/shared/text/visible-text.ts';

describe('a visible text', () => {
  it.each([
    ['right-to-left override', 'a\u202Eb', 'a[U+202E]b'],
    ['isolate', '\u2066a\u2069', '[U+2066]a[U+2069]'],
    ['direction marks', '\u200Ea\u200F\u061C', '[U+200E]a[U+200F][U+061C]'],
    ['zero-width space and joiners in Latin', 'a\u200Bb\u200Cc\u200Dd\u2060e', 'a[U+200B]b[U+200C]c[U+200D]d[U+2060]e'],
    ['byte order mark', '\uFEFF=1', '[U+FEFF]=1'],
    ['soft hyphen', 'pass\u00ADword', 'pass[U+00AD]word'],
    ['controls', '\0\x07\x1B[31m\x7F\x85\x9B', '[U+0000][U+0007][U+001B][31m[U+007F][U+0085][U+009B]'],
    ['line and paragraph separators', 'a\u2028b\u2029', 'a[U+2028]b[U+2029]'],
    ['tag characters', 'a\u{E0041}', 'a[U+E0041]'],
    ['lone surrogates', 'a\uD800b\uDC00', 'a[U+D800]b[U+DC00]'],
    ['a variation selector after a letter', 'a\uFE0F', 'a[U+FE0F]'],
  ])('writes out: %s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it.each(['👩‍💻 ❤️ 👍🏽', 'می‌خواهم', 'क्‍ष', '葛\u{E0100}', 'naïve café\t1\n2', '💡'])('keeps %j', (text) => {
    expect(visible(text)).toBe(text);
  });

  it('has only line feeds as line ends', () => {
    expect(visible('a\r\nb\rc\n')).toBe('a\nb\nc\n');
  });
});
