/** Escapes a text as one line of Markdown that shows exactly its characters. */
export function inline(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|#~!&]/g, '\\$&');
}

/** A text of several lines as a quotation. HTML in it stays text. */
export function quotation(text: string): string {
  const shown = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').trimEnd();
  return shown
    .split(/\r\n|\r|\n/)
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

/** A table of Markdown. The cells of the body are shown as they are. */
export function table(head: readonly string[], body: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}

/** Joins the parts that are not empty, with an empty line between them. */
export function blocks(...parts: readonly (string | undefined)[]): string {
  return `${parts.filter((part) => part).join('\n\n')}\n`;
}
