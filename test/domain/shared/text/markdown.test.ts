import fc from 'fast-check';
import markdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { inline, quotation, table } from '../../../../src/domain/shared/text/markdown.ts';
import { visible } from '../../../../src/domain/shared/text/visible-text.ts';
import { HOSTILE_PIECES, hostileText } from '../../../support/hostile-texts.ts';

/** As permissive as a program that shows Markdown may be. */
const parser = markdownIt({ html: true, linkify: true });

describe('Markdown', () => {
  it('shows a text in a line unchanged', () => {
    expect(inline('a *b*\n<script> [x](y) | `c` #')).toBe('a \\*b\\* &lt;script&gt; \\[x\\](y) &#124; \\`c\\` \\#');
  });

  it('quotes every line of a text, and escapes HTML and Markdown', () => {
    expect(quotation('# one\n\n<b>two</b> &amp;\n  - three')).toBe(
      '> \\# one\n>\n> &lt;b&gt;two&lt;/b&gt; &amp;amp;\\\n> &nbsp;&nbsp;\\- three',
    );
  });

  it('has tables', () => {
    expect(table(['x', 'y'], [['1|', 2]])).toBe('| x | y |\n| --- | --- |\n| 1&#124; | 2 |');
  });

  it.each(HOSTILE_PIECES)('keeps its form with %j in it', (piece) => checkForm(piece));

  it('keeps its form with any texts in it', () => {
    fc.assert(fc.property(hostileText, checkForm), { numRuns: 1_000 });
  });

  it('takes time that grows with the text alone', () => {
    for (const unit of ['a', ':', 'a:', '\\', ' ', '-', '1', '\u202E', '\uD800', '`', '\n', 'www.'])
      expect(quotation(unit.repeat(100_000)).length).toBeLessThan(2_000_000);
  });
});

/** A document with the text in every kind of place has the form it was written with, and shows the text. */
function checkForm(text: string): void {
  const line = oneLine(text);
  const document = [
    `# ${inline(text)}`,
    `**${inline(`x${text}`)}** (so).`,
    quotation(`x${text}`),
    table(['a', 'b'], [[text, `${text}|`]]),
    'End.',
  ].join('\n\n');
  expect(read(document)).toEqual([
    ['heading_open', line],
    ['paragraph_open', oneLine(`x${text} (so).`)],
    ['blockquote_open', oneLine(`x${text}`)],
    ['table_open', 'a'],
    ['table_open', 'b'],
    ['table_open', line],
    ['table_open', oneLine(`${text}|`)],
    ['paragraph_open', 'End.'],
  ]);
}

const HARMLESS = ['text', 'softbreak', 'hardbreak', 'strong_open', 'strong_close'];

/** The texts of a document with the outermost block each stands in; those of one quotation together. */
function read(document: string): string[][] {
  const found: string[][] = [];
  let block = '';
  for (const { type, level, children } of parser.parse(document, {})) {
    if (level === 0) block = type;
    if (type !== 'inline') continue;
    expect(HARMLESS).toEqual(expect.arrayContaining((children ?? []).map((child) => child.type)));
    const content = (children ?? []).map((child) => (child.type.endsWith('break') ? ' ' : child.content)).join('');
    const last = found.at(-1);
    if (block === 'blockquote_open' && last?.[0] === block) last[1] = oneLine(`${last[1]} ${content}`);
    else found.push([block, oneLine(content)]);
  }
  return found;
}

function oneLine(text: string): string {
  return visible(text).replace(/\s+/g, ' ').trim();
}
