/**
 * Most levels of objects and lists in a JSON text from outside. Nothing that Aragora reads has more than 30; writing such a value
 * takes a call for each level, and some thousands of them would exhaust the stack.
 */
export const MAX_JSON_NESTING = 1_000;

const [QUOTE, BACKSLASH] = [0x22, 0x5c];

/** Whether a JSON text has more levels than that. It is counted before the text is parsed, in one pass. */
export function isNestedTooDeep(text: string, most = MAX_JSON_NESTING): boolean {
  if (text.length <= most) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at);
    else if (isOpening(code) && ++depth > most) return true;
    else if (isClosing(code)) depth--;
  }
  return false;
}

/** The place of the quote that ends the text beginning here; the end of all where none does. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at++;
  }
  return text.length;
}

function isOpening(code: number): boolean {
  return code === 0x5b || code === 0x7b; // [ {
}

function isClosing(code: number): boolean {
  return code === 0x5d || code === 0x7d; // ] }
}
