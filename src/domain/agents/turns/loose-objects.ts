/** An object found in a text, and the exact source text of it. */
export interface FoundObject {
  readonly value: Readonly<Record<string, unknown>>;
  readonly source: string;
}

/** Maximum nesting; no requested answer is nested deeper. */
const MAX_DEPTH = 24;

const WORDS: Readonly<Record<string, unknown>> = {
  true: true,
  false: false,
  null: null,
  True: true,
  False: false,
  None: null,
};

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** A backslash in place of a lost apostrophe: `can\t`, `it\s`. As an escape it would remove a letter. */
const LOST_APOSTROPHE = /(?<=\p{L})\\(?=(?:t|s|d|m|re|ve|ll)(?!\p{L}))/uy;

/**
 * The outermost objects in a text, in order, with any text around them. JSON with the usual mistakes of models is
 * accepted: trailing commas, line breaks in strings, single quotes, the constants of Python. All other text is skipped.
 */
export function objectsIn(text: string): readonly FoundObject[] {
  const found: FoundObject[] = [];
  let from = text.indexOf('{');
  while (from >= 0) {
    const reader = new LooseReader(text, from);
    const value = reader.object(0);
    if (value) found.push({ value, source: text.slice(from, reader.place) });
    from = text.indexOf('{', value ? reader.place : from + 1);
  }
  return found;
}

/**
 * Reads values from a place on. When the text cannot be read as a value, methods return undefined, because null is a
 * value.
 */
class LooseReader {
  place: number;
  private readonly text: string;

  constructor(text: string, place: number) {
    this.text = text;
    this.place = place;
  }

  object(depth: number): Record<string, unknown> | undefined {
    const entries: [string, unknown][] = [];
    const whole = this.list('{', '}', () => {
      const key = this.string();
      if (key === undefined || !this.take(':')) return false;
      const value = this.value(depth + 1);
      entries.push([key, value]);
      return value !== undefined;
    });
    return whole ? Object.fromEntries(entries) : undefined;
  }

  private array(depth: number): unknown[] | undefined {
    const items: unknown[] = [];
    const whole = this.list('[', ']', () => {
      const value = this.value(depth + 1);
      items.push(value);
      return value !== undefined;
    });
    return whole ? items : undefined;
  }

  private value(depth: number): unknown {
    this.skipSpace();
    const next = this.text[this.place];
    if (depth > MAX_DEPTH) return undefined;
    if (next === '{') return this.object(depth);
    if (next === '[') return this.array(depth);
    return next === '"' || next === "'" ? this.string() : this.word();
  }

  private list(open: string, close: string, item: () => boolean): boolean {
    if (!this.take(open)) return false;
    while (!this.take(close)) {
      if (!item()) return false;
      if (!this.take(',')) return this.take(close);
    }
    return true;
  }

  private string(): string | undefined {
    this.skipSpace();
    const quote = this.text[this.place];
    if (quote !== '"' && quote !== "'") return undefined;
    let value = '';
    for (this.place++; this.place < this.text.length; this.place++) {
      const next = this.text[this.place] ?? '';
      if (next === quote) {
        this.place++;
        return value;
      }
      value += next === '\\' ? this.escape(quote) : next;
    }
    return undefined;
  }

  /** The character that an escape denotes; leaves the place at the last character of the escape. */
  private escape(quote: string): string {
    LOST_APOSTROPHE.lastIndex = this.place;
    if (quote === "'" && LOST_APOSTROPHE.test(this.text)) return "'";
    const next = this.text[++this.place] ?? '';
    const code = next === 'u' ? /[0-9a-f]{4}/iy : undefined;
    if (code) {
      code.lastIndex = this.place + 1;
      const digits = code.exec(this.text)?.[0];
      if (digits === undefined) return '\\u';
      this.place += 4;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    return ESCAPES[next] ?? (/[\w]/.test(next) ? `\\${next}` : next);
  }

  private word(): unknown {
    const pattern = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[A-Za-z]+/y;
    pattern.lastIndex = this.place;
    const word = pattern.exec(this.text)?.[0];
    if (word === undefined) return undefined;
    this.place += word.length;
    if (Object.hasOwn(WORDS, word)) return WORDS[word];
    return /\d/.test(word) ? Number(word) : undefined;
  }

  private take(character: string): boolean {
    this.skipSpace();
    if (this.text[this.place] !== character) return false;
    this.place++;
    return true;
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.place] ?? '')) this.place++;
  }
}
