import { codePointOf } from './code-point.ts';
import { replaceHidden } from './hidden.ts';

/**
 * The text with every hidden character written out, such as `[U+202E]`: a reader sees that it is there, and it has no effect.
 * Line ends become line feeds.
 */
export function visible(text: string): string {
  return replaceHidden(text.replace(/\r\n?/g, '\n'), (character) => `[${codePointOf(character)}]`);
}
