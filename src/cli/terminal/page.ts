import { styleText } from 'node:util';
import { widthOf, wrap } from './text.ts';

type Format = Parameters<typeof styleText>[0];

/** What is drawn on: how wide it is, and how text gets its colours. */
export interface Page {
  readonly width: number;
  paint(format: Format, text: string): string;
}

// Longer lines are hard to read, whatever the terminal has room for.
const WIDEST = 100;

/** A page for the stream: as wide as its terminal, and without colours where they are not wanted (NO_COLOR, a pipe). */
export function pageOf(stream: NodeJS.WriteStream): Page {
  return {
    width: Math.min(stream.isTTY ? stream.columns || WIDEST : WIDEST, WIDEST),
    paint: (format, text) => styleText(format, text, { stream }),
  };
}

/** The text as wrapped lines, each behind `indent` spaces. */
export function paragraph({ width }: Page, indent: number, text: string): string[] {
  return wrap(text, Math.max(20, width - indent)).map((line) => (line === '' ? '' : ' '.repeat(indent) + line));
}

/** A line across the page: the title at its left, a remark at its right where there is room for it. */
export function heading({ width, paint }: Page, title: string, remark = ''): string {
  const start = `── ${title} `;
  const end = remark === '' ? '' : ` ${remark} ──`;
  const rest = width - widthOf(start) - widthOf(end);
  if (rest < 2) return heading({ width, paint }, title);
  return paint('bold', start) + paint('dim', '─'.repeat(rest) + end);
}

const LABEL = 16;

/** How many columns there are beside a label. */
export function besideLabel({ width }: Page): number {
  return Math.max(20, width - LABEL - 2);
}

/** Lines with a label at the left of the first. */
export function labelled({ paint }: Page, label: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => `  ${paint('dim', (index === 0 ? label : '').padEnd(LABEL))}${line}`);
}

/** The same for text, which is wrapped. */
export function labelledText(page: Page, label: string, text: string): string[] {
  return labelled(page, label, wrap(text, besideLabel(page)));
}
