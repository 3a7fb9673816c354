import { describe, expect, it } from 'vitest';
import { blocks, inline, quotation, table } from '../../../src/domain/shared/markdown.ts';

describe('Markdown', () => {
  it('shows a text in a line unchanged', () => {
    expect(inline('a *b*\n<script> [x](y) | `c` #')).toBe('a \\*b\\* \\<script\\> \\[x\\](y) \\| \\`c\\` \\#');
  });

  it('quotes every line of a text, and escapes HTML', () => {
    expect(quotation('# one\n\n<b>two</b> &amp;\n')).toBe('> # one\n>\n> &lt;b>two&lt;/b> &amp;amp;');
  });

  it('has tables, and an empty line between its blocks', () => {
    expect(blocks('# A', undefined, '', table(['x', 'y'], [['1', 2]]))).toBe(
      '# A\n\n| x | y |\n| --- | --- |\n| 1 | 2 |\n',
    );
  });
});
