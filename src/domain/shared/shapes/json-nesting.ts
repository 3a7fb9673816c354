import { endOfText } from './json-tokens.ts';

/**
 * Most levels of objects and lists in a JSON text from outside. Nothing that Aragora reads has more than 30; writing such a value
 * takes a call for each level, and some thousands of them would exhaust the stack.
 */
export const MAX_JSON_NESTING = 1_000;

const QUOTE = 0x22;

/** Whether a JSON text has more levels than that. It is counted before the text is parsed, in one pass. */
export function isNestedTooDeep(text: string): boolean {
  if (text.length <= MAX_JSON_NESTING) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at);
    else if (isOpening(code) && ++depth > MAX_JSON_NESTING) return true;
    else if (isClosing(code)) depth--;
  }
  return false;
}

function isOpening(code: number): boolean {
  return code === 0x5b || code === 0x7b; // [ {
}

function isClosing(code: number): boolean {
  return code === 0x5d || code === 0x7d; // ] }
}
