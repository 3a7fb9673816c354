import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText } from '../../../src/domain/shared/json.ts';
import { readStrictJson } from '../../../src/domain/shared/strict-json.ts';

const mistakeIn = (text: string | Uint8Array) => {
  const read = readStrictJson(text);
  return read.isJson ? undefined : read.mistake;
};

describe('strict JSON', () => {
  it('is what JSON.parse reads, for all values that programs write', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        fc.pre(text.isWellFormed() && !/\\ud[89a-f]/i.test(text) && !text.includes('"__proto__"') && text !== '-0');
        expect(readStrictJson(text)).toEqual({ isJson: true, value: JSON.parse(text) });
        expect(readStrictJson(Buffer.from(jsonText(value, indent)))).toEqual({ isJson: true, value: JSON.parse(text) });
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '1',
    '1.0',
    '0',
    '0.0',
    '1e3',
    '1E+3',
    '-1.50',
    '100',
    '1e-7',
    '0.1',
    '1e300',
    '5e-324',
    '9007199254740991',
    '123456789012345680000',
  ])('keeps the number %s', (text) => expect(mistakeIn(text)).toBeUndefined());

  it.each([
    '1e400',
    '-1e400',
    '-0',
    '-0.0',
    '1e-400',
    '9007199254740993',
    '12345678901234567890',
    '0.1000000000000000055',
    `1${'0'.repeat(500)}`,
  ])('refuses the number %s', (text) =>
    expect(mistakeIn(`{"a": [${text}]}`)).toMatch(/^A number cannot be kept exactly.* \(line 1, column 8\)\.$/),
  );

  it.each([
    ['{"a":1,"a":1}', 'An object holds the same key twice (line 1, column 8).'],
    ['{"a":1,\n "\\u0061":1}', 'An object holds the same key twice (line 2, column 2).'],
    ['[{"b":{"a":[],"a":[]}}]', 'An object holds the same key twice (line 1, column 15).'],
    ['{"__proto__":1}', 'An object holds the key __proto__ (line 1, column 2).'],
    ['{"a":"\\ud800"}', 'A text holds half of a surrogate pair (line 1, column 6).'],
    ['{"\\udc00":1}', 'A text holds half of a surrogate pair (line 1, column 2).'],
    ['"\ud800"', 'A text holds half of a surrogate pair (line 1, column 1).'],
    ['\uFEFF{}', 'A byte order mark stands before the JSON. Remove it.'],
    [`${'['.repeat(65)}${']'.repeat(65)}`, 'It is nested deeper than 64 levels (line 1, column 65).'],
    ['{} {}', 'The text is not JSON.'],
    ['{"a":1,}', 'The text is not JSON.'],
    ['NaN', 'The text is not JSON.'],
    ['', 'The text is not JSON.'],
  ])('refuses %j', (text, mistake) => expect(mistakeIn(text)).toBe(mistake));

  it('takes the same key in different objects, and texts that look like keys and numbers', () => {
    const text = '{"a":{"a":[{"a":1},{"a":"a\\":1, \\"a"}]},"b":["a","a"],"c":"-0 1e400 {{{"}';
    expect(readStrictJson(text)).toEqual({ isJson: true, value: JSON.parse(text) });
  });

  it('refuses bytes that are not UTF-8, and a byte order mark in bytes', () => {
    expect(mistakeIn(Uint8Array.of(0x22, 0xff, 0x22))).toBe('The text is not UTF-8.');
    expect(mistakeIn(Buffer.from('\uFEFF{}'))).toContain('byte order mark');
  });

  it('reads millions of brackets, escapes and quotes without a stack of calls', () => {
    const many = 2_000_000;
    expect(mistakeIn(`${'['.repeat(many)}${']'.repeat(many)}`)).toContain('64 levels');
    expect(mistakeIn('['.repeat(many))).toBe('The text is not JSON.');
    expect(mistakeIn(`["${'\\\\'.repeat(many)}"]`)).toBeUndefined();
    expect(mistakeIn(`["${'\\"'.repeat(many)}"]`)).toBeUndefined();
  });
});
