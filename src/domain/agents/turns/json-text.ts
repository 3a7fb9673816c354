const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/**
 * Reads the value of `text` from a JSON object while it arrives, for live text. The returned function takes piece after
 * piece, cut anywhere, and returns the text that each piece adds. Text before the object and every nested `text` are
 * skipped. Half of a surrogate pair waits for its other half.
 */
export function jsonTextReader(): (piece: string) => string {
  const reader = new JsonText();
  return (piece) => {
    let added = '';
    for (let at = 0; at < piece.length; at++) added += reader.take(piece.charAt(at));
    return added;
  };
}

class JsonText {
  private depth = 0;
  private inString = false;
  /** The current escape, such as `\u00`; empty outside an escape. */
  private escape = '';
  /** The last string: a key, if a colon follows. Only kept on the first level. */
  private last = '';
  private isKey = true;
  private isText = false;
  /** Set after the end of the text. */
  private isDone = false;
  /** Half of a surrogate pair, until the other half arrives. */
  private held = '';

  take(character: string): string {
    if (this.isDone) return '';
    return this.inString ? this.inside(character) : this.between(character);
  }

  private between(character: string): string {
    if (this.depth === 0 && character !== '{') return '';
    if (character === '{' || character === '[') this.depth++;
    if (character === '}' || character === ']') this.depth--;
    if (this.depth !== 1) {
      this.inString = character === '"';
      return '';
    }
    if (character === '"') {
      this.inString = true;
      this.isText = !this.isKey && this.last === 'text';
      if (this.isKey) this.last = '';
    }
    if (character === ':') this.isKey = false;
    if (character === ',' || character === '{') this.isKey = true;
    return '';
  }

  private inside(character: string): string {
    if (this.escape !== '') return this.escaped(character);
    if (character === '\\') {
      this.escape = character;
      return '';
    }
    if (character !== '"') return this.say(character);
    this.inString = false;
    if (!this.isText) return '';
    this.isDone = true;
    return this.held;
  }

  private escaped(character: string): string {
    this.escape += character;
    const isCode = this.escape.startsWith('\\u');
    if (isCode && this.escape.length < 6) return '';
    const said = isCode
      ? String.fromCharCode(Number.parseInt(this.escape.slice(2), 16))
      : (ESCAPES[character] ?? character);
    this.escape = '';
    return this.say(said);
  }

  private say(character: string): string {
    if (this.isKey && this.depth === 1) this.last += character;
    if (!this.isText) return '';
    const said = this.held + character;
    this.held = /[\ud800-\udbff]$/.test(said) ? character : '';
    return this.held === '' ? said : said.slice(0, -1);
  }
}
