import { stripVTControlCharacters } from 'node:util';

const WIDE = /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;
// They show nothing, or make the terminal show letters in another order than they are written.
const HIDDEN = /[\p{Default_Ignorable_Code_Point}\p{Cs}\p{Zl}\p{Zp}\ufff9-\ufffb]/gu;
/** Joiners and selectors, which emojis and some scripts need. */
const NEEDED = ['\u200c', '\u200d', '\ufe0e', '\ufe0f'];

/** Untrusted text without control sequences and hidden characters. Line ends stay. */
export function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replace(HIDDEN, (found) => (NEEDED.includes(found) ? found : ''))
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of this program.
const COLOUR = /(\x1b\[[\d;]*m)/;

/** A line of output with its colours and tabs, and without any other control sequence. */
export function withoutControls(line: string): string {
  const [first = '', ...rest] = line.split(COLOUR);
  const parts = [first, ...rest].map((part, at) => (at % 2 === 1 ? part : part.split('\t').map(printable).join('\t')));
  return parts.join('');
}

/** JSON whose texts have no effect on a terminal: hidden characters in them are written as escapes. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu,
    escapesOf,
  );
}

function escapesOf(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** The number of columns that the text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/**
 * The text in lines of at most `width` columns. A longer word gets its own line and is not cut, so that a URL can be
 * copied.
 */
export function wrap(text: string, width: number): string[] {
  return printable(text)
    .split('\n')
    .flatMap((line) => wrapLine(line, width));
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/\s+/).filter(Boolean)) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && widthOf(longer) > width) {
      lines.push(current);
      current = word;
    } else current = longer;
  }
  return [...lines, current];
}

/** Items separated by commas, in lines of at most `width` columns. Items may be coloured. */
export function wrapList(items: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const [index, item] of items.entries()) {
    const text = index < items.length - 1 ? `${item},` : item;
    const longer = `${lines.at(-1)} ${text}`;
    if (lines.length === 0 || widthOf(stripVTControlCharacters(longer)) > width) lines.push(text);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** The text on one line of at most `width` columns, with an ellipsis where it is cut. */
export function shorten(text: string, width: number): string {
  const line = printable(text).replace(/\s+/g, ' ').trim();
  if (widthOf(line) <= width) return line;
  let cut = '';
  for (const character of line) {
    if (widthOf(cut + character) > width - 1) break;
    cut += character;
  }
  return `${cut.trimEnd()}…`;
}

/** The end of the text on one line of at most `width` columns, with an ellipsis where it is cut. */
export function tail(text: string, width: number): string {
  const line = printable(text).replace(/\s+/g, ' ').trim();
  if (widthOf(line) <= width) return line;
  let kept = '';
  // Cuts by grapheme: an accent must not move to the ellipsis.
  for (const { segment } of [...new Intl.Segmenter().segment(line)].reverse()) {
    if (widthOf(segment + kept) > width - 1) break;
    kept = segment + kept;
  }
  return `…${kept.trimStart()}`;
}

/** The text, padded to `width` columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** 'a', 'a and b', 'a, b and c'. */
export function enumerate(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** US dollars; small amounts have two significant digits. */
export function usd(value: number): string {
  if (value === 0) return '$0';
  return value < 0.01 ? `$${value.toPrecision(2)}` : `$${value.toFixed(2)}`;
}

/** A share of 0 to 1 as a percentage. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
