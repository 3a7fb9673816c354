import { createHash } from 'node:crypto';

/** A part of a prompt: our own words, or quoted words under a heading. */
export type Part = string | Quote;

export interface Quote {
  /** Whose words these are and what they are. */
  readonly heading: string;
  readonly quote: string;
}

/** Characters shown of one quotation and of all together at most, and of each at least. */
const MAX_QUOTE = 6_000;
const MAX_QUOTES = 60_000;
const MIN_QUOTE = 1_000;

/** Characters that reorder or hide text, and controls other than line breaks and tabs. */
const UNSEEN = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu;

/**
 * A prompt out of its parts. Every quotation stands between two lines that bear a mark which occurs in none of them, so that
 * nothing inside can end it; the mark depends on all that is quoted and on nothing else. `rewrite` is applied to what is
 * quoted. Long quotations are cut, and their heading says so.
 */
export function composePrompt(parts: readonly Part[], rewrite: (text: string) => string): string {
  const quotes = parts.filter((part) => typeof part !== 'string').length;
  const most = Math.min(MAX_QUOTE, Math.max(MIN_QUOTE, Math.floor(MAX_QUOTES / quotes)));
  const ready = parts.map((part) => (typeof part === 'string' ? part : prepared(part, rewrite, most)));
  const mark = markFor(ready.flatMap((part) => (typeof part === 'string' ? [] : [part.quote])));
  return ready
    .map((part) => (typeof part === 'string' ? part : `${part.heading}:\n<<<${mark}\n${part.quote}\n${mark}>>>`))
    .join('\n\n');
}

function prepared({ heading, quote }: Quote, rewrite: (text: string) => string, most: number): Quote {
  const text = rewrite(visible(quote));
  if (text.length <= most) return { heading, quote: text };
  const shown = text.slice(0, most).toWellFormed();
  return { heading: `${heading} (the first ${shown.length} of ${text.length} characters)`, quote: shown };
}

/** The text without what a reader would not see. */
function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(UNSEEN, (character) => (character === '\n' || character === '\t' ? character : ''));
}

/** Eight hexadecimal digits that occur in none of the texts. */
function markFor(texts: readonly string[]): string {
  const all = texts.join('\n').toLowerCase();
  let mark = digest(all);
  while (all.includes(mark)) mark = digest(`${mark}${all}`);
  return mark;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
