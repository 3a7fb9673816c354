/** The place of the quotation mark that ends the text beginning at `start`; the end of all where none does. */
export function endOfText(json: string, start: number): number {
  for (let end = start; ; ) {
    end = json.indexOf('"', end + 1);
    if (end < 0) return json.length;
    let escapes = 0;
    while (json[end - 1 - escapes] === '\\') escapes++;
    if (escapes % 2 === 0) return end;
  }
}

const COLON = /[ \t\r\n]*:/y;

/** The objects and lists that are open at a place of a JSON text, with the keys of each object so far. */
export class OpenValues {
  /** undefined for a list. */
  private readonly keys: (Set<string> | undefined)[] = [];

  /** Takes a bracket. Returns how many values are open after it. */
  take(bracket: string): number {
    if (bracket === '{') this.keys.push(new Set());
    else if (bracket === '[') this.keys.push(undefined);
    else this.keys.pop();
    return this.keys.length;
  }

  /** The text from `start` to `end` if it is a key of the open object, without its quotation marks and escapes. */
  keyAt(json: string, start: number, end: number): string | undefined {
    if (this.keys.at(-1) === undefined) return undefined;
    COLON.lastIndex = end + 1;
    if (!COLON.test(json)) return undefined;
    const written = json.slice(start, end + 1);
    // One key can be written in two ways: with and without escapes.
    return written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1);
  }

  /** Adds a key to the open object. Returns whether it has that key already. */
  isRepeated(key: string): boolean {
    const keys = this.keys.at(-1);
    const size = keys?.size;
    return keys?.add(key).size === size;
  }
}
