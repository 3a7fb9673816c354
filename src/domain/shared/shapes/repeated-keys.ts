import { endOfText, OpenValues } from './json-tokens.ts';

/**
 * Whether an object in a JSON text holds a key twice: programs differ in which of the two values they take. False for what is
 * no JSON. Texts are jumped over, so a long one costs little; each character is looked at once.
 */
export function hasRepeatedKey(json: string): boolean {
  try {
    return repeatsKey(json);
  } catch (error) {
    // A text with an escape that JSON does not have.
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function repeatsKey(json: string): boolean {
  const open = new OpenValues();
  for (let at = 0; at < json.length; at++) {
    const character = json[at] as string;
    if (character === '"') {
      const start = at;
      at = endOfText(json, start);
      const key = open.keyAt(json, start, at);
      if (key !== undefined && open.isRepeated(key)) return true;
    } else if (BRACKETS.has(character)) open.take(character);
  }
  return false;
}

const BRACKETS: ReadonlySet<string> = new Set(['{', '}', '[', ']']);
