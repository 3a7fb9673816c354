import { createHash } from 'node:crypto';
import { replaceHidden } from '../../shared/text/hidden.ts';

/** A part of a prompt: text of Aragora, or quoted text under a heading. */
export type Part = string | Quote;

export interface Quote {
  /** The author and the kind of the quoted text. */
  readonly heading: string;
  readonly quote: string;
}

/** Number of characters: the maximum of one quotation, the target of all together, and the minimum limit of one. */
const MAX_QUOTE = 6_000;
const MAX_QUOTES = 60_000;
const MIN_QUOTE = 1_000;

/**
 * Composes a prompt from its parts. Every quotation is placed between two lines with a mark that occurs in no
 * quotation, so that no quoted text can end it; the mark depends only on the quoted texts. `rewrite` is applied to
 * them. Long quotations are cut, and their heading says so.
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
  const text = rewrite(withoutHidden(quote));
  if (text.length <= most) return { heading, quote: text };
  const shown = text.slice(0, most).toWellFormed();
  return { heading: `${heading} (the first ${shown.length} of ${text.length} characters)`, quote: shown };
}

/** The text without characters that a reader cannot see: they could hold instructions for the model alone. */
function withoutHidden(text: string): string {
  return replaceHidden(text.toWellFormed().replace(/\r\n?/g, '\n'), () => '');
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
