import { visible } from './visible-text.ts';

/** A text as one line of Markdown that shows exactly its characters. */
export function inline(text: string): string {
  return escaped(visible(text).replace(/\s+/g, ' ').trim());
}

/** A text of several lines as a quotation that shows exactly its characters: Markdown and HTML in it stay text. */
export function quotation(text: string): string {
  const lines = visible(text).trimEnd().split('\n').map(indented);
  // A backslash keeps the end of a line that the next line would else join.
  const shown = lines.map((line, at) => (line !== '' && lines[at + 1] ? `${line}\\` : line));
  return shown.map((line) => `> ${line}`.trimEnd()).join('\n');
}

/** A value to copy, such as an id or a hash, as code. Any other text is shown as a text. */
export function code(value: string): { readonly markdown: string } {
  return { markdown: /^[\w :.,-]+$/.test(value) ? `\`${value}\`` : inline(value) };
}

type Cell = string | number | ReturnType<typeof code>;

/** A table of Markdown. Texts in it are escaped. */
export function table(head: readonly string[], body: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const cell = (value: Cell) =>
    typeof value === 'object' ? value.markdown : typeof value === 'string' ? inline(value) : value;
  return [line(head), line(head.map(() => '---')), ...body.map((cells) => line(cells.map(cell)))].join('\n');
}

/** Characters that have no backslash escape in every dialect. A pipe divides the cells of a table even behind a backslash. */
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '|': '&#124;' };

/** One line: what begins a block, a mark or a link in any dialect of Markdown is escaped. */
function escaped(line: string): string {
  return (
    line
      .replace(/[\\`*_[\]{}#~!$^=+@]/g, '\\$&')
      .replace(/[&<>|]/g, (sign) => ENTITIES[sign] as string)
      // Addresses would become links: http://…, mailto:…, www.…
      .replace(/(?<=[a-z]):(?=\S)/gi, '\\:')
      .replace(/(?<=www)\./gi, '\\.')
      // At the start of a line: lists, rules, definitions and titles.
      .replace(/^[-:%]/, '\\$&')
      .replace(/^(\d+)([.)])/, '$1\\$2')
  );
}

const MAX_INDENT = 40;

/** A line with its indentation, which Markdown would drop, or read as code. */
function indented(line: string): string {
  const [indent = ''] = /^\s*/.exec(line) ?? [];
  const spaces = Math.min(indent.replaceAll('\t', '    ').length, MAX_INDENT);
  const rest = line.slice(indent.length).trimEnd();
  return rest === '' ? '' : '&nbsp;'.repeat(spaces) + escaped(rest);
}
