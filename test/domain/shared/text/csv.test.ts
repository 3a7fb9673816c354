import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '../../../../src/domain/shared/text/csv.ts';
import { visible } from '../../../../src/domain/shared/text/visible-text.ts';
import { hostileText } from '../../../support/hostile-texts.ts';

describe('comma-separated values', () => {
  it('keep commas, quotes and line breaks inside their cells', () => {
    expect(
      csv([
        ['a', 1, true, null],
        ['b,c', 'say "so"', 'two\nlines', undefined],
      ]),
    ).toBe('a,1,true,\r\n"b,c","say ""so""","two\nlines",\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@A1', '\tx', '\rx', '\n=1', '  =1', '\u00A0=1', '＝1', '＋1', '－1', '＠A1', '−1'])(
    'contain no formula for %j',
    (text) => {
      expect(csv([[text]])).toMatch(/^"?'/);
      expect(csv([[-1]])).toBe('-1\r\n');
    },
  );

  it('write hidden characters out', () => {
    expect(csv([['a\u202Eb', 'c\0', '\x1B]8;;http://x\x07d']])).toBe(
      'a[U+202E]b,c[U+0000],"[U+001B]]8;;http://x[U+0007]d"\r\n',
    );
  });

  it('are read by another program as the same texts, in as many rows and cells', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hostileText, hostileText, fc.integer()), { maxLength: 5 }), (rows) => {
        const read = parse(csv(rows));
        expect(read).toEqual(rows.map(([a, b, n]) => [shown(a), shown(b), String(n)]));
        for (const cell of read.flat().filter((text) => !/^-?\d+$/.test(text)))
          expect(cell.trimStart()).not.toMatch(/^[=+\-@]/);
      }),
      { numRuns: 500 },
    );
  });
});

function shown(text: string): string {
  const cell = visible(text);
  return /^(?:[\t\n]|\s*[=+\-@＝＋－＠−﹢﹣﹦﹫])/.test(cell) ? `'${cell}` : cell;
}

/** RFC 4180, character by character. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') cell += text[++at];
      else isQuoted = false;
    } else if (character === '"' && cell === '') isQuoted = true;
    else if (character === ',') [row, cell] = [[...row, cell], ''];
    else if (character === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell]);
      [row, cell, at] = [[], '', at + 1];
    } else cell += character;
  }
  expect([row, cell, isQuoted]).toEqual([[], '', false]);
  return rows;
}
