/**
 * Whether an object in a JSON text holds a key twice: programs differ in which of the two values they take. The text has to be
 * one that `JSON.parse` reads. Texts are jumped over, so a long one costs little; each character is looked at once.
 */
export function hasRepeatedKey(json: string): boolean {
  /** The keys of each open object; undefined for a list. */
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '{') open.push(new Set());
    else if (character === '[') open.push(undefined);
    else if (character === '}' || character === ']') open.pop();
    else if (character === '"') {
      const start = at;
      at = endOfText(json, start);
      const keys = open.at(-1);
      if (keys === undefined || !isKey(json, at)) continue;
      const size = keys.size;
      if (keys.add(keyOf(json.slice(start, at + 1))).size === size) return true;
    }
  }
  return false;
}

/** The place of the closing quotation mark. */
function endOfText(json: string, start: number): number {
  for (let end = start; ; ) {
    end = json.indexOf('"', end + 1);
    let escapes = 0;
    while (json[end - 1 - escapes] === '\\') escapes++;
    if (escapes % 2 === 0) return end;
  }
}

function isKey(json: string, end: number): boolean {
  AFTER_KEY.lastIndex = end + 1;
  return AFTER_KEY.test(json);
}

/** One key can be written in two ways: with and without escapes. */
function keyOf(written: string): string {
  return written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1);
}

const AFTER_KEY = /[ \t\r\n]*:/y;
