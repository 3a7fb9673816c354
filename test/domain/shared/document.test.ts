import { describe, expect, it } from 'vitest';
import { blocks, csv, inline, quotation, table } from '../../../src/domain/shared/document.ts';

describe('comma separated values', () => {
  it('keep commas, quotes and lines inside their cells', () => {
    expect(
      csv([
        ['a', 1, true, null],
        ['b,c', 'say "so"', 'two\nlines', undefined],
      ]),
    ).toBe('a,1,true,\r\n"b,c","say ""so""","two\nlines",\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@A1', '\tx', '\rx'])('make no formula of %j', (text) => {
    expect(csv([[text]])).toMatch(/^"?'/);
    expect(csv([[-1]])).toBe('-1\r\n');
  });
});

describe('Markdown', () => {
  it('shows a text in a line just as it is', () => {
    expect(inline('a *b*\n<script> [x](y) | `c` #')).toBe('a \\*b\\* \\<script\\> \\[x\\](y) \\| \\`c\\` \\#');
  });

  it('quotes every line of a text, and lets no HTML through', () => {
    expect(quotation('# one\n\n<b>two</b> &amp;\n')).toBe('> # one\n>\n> &lt;b>two&lt;/b> &amp;amp;');
  });

  it('has tables, and an empty line between its parts', () => {
    expect(blocks('# A', undefined, '', table(['x', 'y'], [['1', 2]]))).toBe(
      '# A\n\n| x | y |\n| --- | --- |\n| 1 | 2 |\n',
    );
  });
});
