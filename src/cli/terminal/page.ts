import { styleText } from 'node:util';
import { widthOf, wrap } from './text.ts';

type Format = Parameters<typeof styleText>[0];

/** Width and colours of the output. */
export interface Page {
  readonly width: number;
  paint(format: Format, text: string): string;
}

// Longer lines are hard to read, even on a wide terminal.
const MAX_WIDTH = 100;

/** A page for the stream: as wide as its terminal, and without colours in a pipe and with NO_COLOR. */
export function pageOf(stream: NodeJS.WriteStream): Page {
  return {
    width: Math.min(stream.isTTY ? stream.columns || MAX_WIDTH : MAX_WIDTH, MAX_WIDTH),
    paint: (format, text) => styleText(format, text, { stream }),
  };
}

/** The text as wrapped lines, each after `indent` spaces. */
export function paragraph({ width }: Page, indent: number, text: string): string[] {
  return wrap(text, Math.max(20, width - indent)).map((line) => (line === '' ? '' : ' '.repeat(indent) + line));
}

/** A line across the page: the title on the left, and a remark on the right if there is room for it. */
export function heading({ width, paint }: Page, title: string, remark = ''): string {
  const start = `── ${title} `;
  const end = remark === '' ? '' : ` ${remark} ──`;
  const rest = width - widthOf(start) - widthOf(end);
  if (rest < 2) return heading({ width, paint }, title);
  return paint('bold', start) + paint('dim', '─'.repeat(rest) + end);
}

const LABEL = 16;

/** The number of columns beside a label. */
export function besideLabel({ width }: Page): number {
  return Math.max(20, width - LABEL - 2);
}

/** Lines with a label to the left of the first one. */
export function labelled({ paint }: Page, label: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => `  ${paint('dim', (index === 0 ? label : '').padEnd(LABEL))}${line}`);
}

/** As `labelled`, for text, which it wraps. */
export function labelledText(page: Page, label: string, text: string): string[] {
  return labelled(page, label, wrap(text, besideLabel(page)));
}
