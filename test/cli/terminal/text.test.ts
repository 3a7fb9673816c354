import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText, printable, withoutControls } from '../../../src/cli/terminal/text.ts';
import { jsonText as jsonOfExports } from '../../../src/domain/shared/json.ts';
import { hostileText } from '../../support/hostile-texts.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: what must not reach a terminal.
const EFFECTIVE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\u2028\u2029\u2060\ufeff]/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of the program.
const COLOUR = /\x1b\[[\d;]*m/g;

describe('text on a terminal', () => {
  it('has no control sequence and no hidden character', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(printable(text)).not.toMatch(EFFECTIVE);
        expect(withoutControls(text).replace(COLOUR, '')).not.toMatch(EFFECTIVE);
        expect(jsonText({ [text]: text })).not.toMatch(EFFECTIVE);
        expect(jsonText({ [text]: text })).toBe(jsonOfExports({ [text]: text }, 2));
        expect(JSON.parse(jsonText({ [text]: text }))).toEqual({ [text]: text });
      }),
      { numRuns: 500 },
    );
  });

  it('keeps colours and tabs of the program', () => {
    expect(withoutControls('\x1b[1;31mred\x1b[0m\tnext \x1b]8;;http://x\x07link\x1b]8;;\x07\x1b[2J')).toBe(
      '\x1b[1;31mred\x1b[0m\tnext link',
    );
  });
});
