import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, it } from 'vitest';
import { readTexts, type SourceFile, sourceFile } from './source-files.ts';

/** The fragment that a heading gets where Markdown is shown. */
function fragmentOf(heading: string): string {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');
}

/** Links of pages to files and headings that do not exist. */
function brokenLinks(pages: readonly SourceFile[], exists: (path: string) => boolean): string[] {
  const headings = new Map(
    pages.map(({ path, prose }) => [path, prose.flatMap((line) => fragmentOf(/^#+ (.*)$/.exec(line)?.[1] ?? ''))]),
  );
  return pages.flatMap(({ path, prose }) =>
    [...prose.join('\n').matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
      if (/^[a-z]+:/.test(link)) return [];
      const [file = '', fragment] = link.split('#');
      const target = file === '' ? path : posix.join(posix.dirname(path), file);
      const isThere = exists(target) && (fragment === undefined || (headings.get(target)?.includes(fragment) ?? true));
      return isThere ? [] : [`${path} links to ${link}`];
    }),
  );
}

it('every link of a page leads to a file and a heading', () => {
  const pages = readTexts('docs').filter(({ path }) => path.endsWith('.md'));
  expect(pages.length).toBeGreaterThan(80);
  expect(brokenLinks(pages, existsSync)).toEqual([]);
});

it.each([
  ['[a](b.md)', 1],
  ['[a](../b.md)', 0],
  ['[a](c.md#the-name)', 0],
  ['[a](c.md#another)', 1],
  ['[a](#here)', 0],
  ['[a](https://example.org/x)', 0],
])('%s is broken in %i places', (text, count) => {
  const pages = [sourceFile('docs/x/a.md', `# Here\n${text}`), sourceFile('docs/x/c.md', '## The `name`')];
  expect(brokenLinks(pages, (path) => ['docs/b.md', 'docs/x/a.md', 'docs/x/c.md'].includes(path))).toHaveLength(count);
});
