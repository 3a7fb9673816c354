import type { Json } from './json.ts';
import { endOfText, OpenValues } from './shapes/json-tokens.ts';

/** A value read from JSON, or what is wrong with the text. */
export type StrictJson =
  | { readonly isJson: true; readonly value: Json }
  | {
      readonly isJson: false;
      /** A sentence for people, with the line and the column. */
      readonly mistake: string;
    };

/** Most levels of objects and lists. */
const MAX_DEPTH = 64;

/**
 * Reads JSON that has one meaning for every program, which signed and hashed documents must have: an object holds no key
 * twice, every number and text is kept exactly, and nothing stands before or behind the value.
 */
export function readStrictJson(content: string | Uint8Array): StrictJson {
  try {
    const text = typeof content === 'string' ? content : decoded(content);
    if (text.startsWith('\uFEFF')) throw new Mistake('A byte order mark stands before the JSON. Remove it.');
    const value = parsed(text);
    new Scanner(text).scan();
    return { isJson: true, value };
  } catch (error) {
    if (error instanceof Mistake) return { isJson: false, mistake: error.message };
    throw error;
  }
}

class Mistake extends Error {}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Mistake('The text is not UTF-8.');
  }
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new Mistake('The text is not JSON.');
  }
}

/** Walks over the tokens of JSON that was parsed, without a stack of calls. */
class Scanner {
  private readonly text: string;
  private at = 0;
  private readonly open = new OpenValues();

  constructor(text: string) {
    this.text = text;
  }

  scan(): void {
    for (; this.at < this.text.length; this.at++) {
      const character = this.text[this.at] as string;
      if (character === '"') this.string();
      else if ('{}[]'.includes(character)) this.bracket(character);
      else if (character === '-' || (character >= '0' && character <= '9')) this.number();
    }
  }

  private bracket(character: string): void {
    if (this.open.take(character) > MAX_DEPTH) throw this.mistake(`It is nested deeper than ${MAX_DEPTH} levels`);
  }

  private string(): void {
    const start = this.at;
    this.at = endOfText(this.text, start);
    const written = this.text.slice(start, this.at + 1);
    const value = written.includes('\\') ? (parsed(written) as string) : written;
    if (!value.isWellFormed()) throw this.mistake('A text holds half of a surrogate pair', start);
    const key = this.open.keyAt(this.text, start, this.at);
    if (key === undefined) return;
    if (this.open.isRepeated(key)) throw this.mistake('An object holds the same key twice', start);
    // It would not be a key like others to all programs.
    if (key === '__proto__') throw this.mistake('An object holds the key __proto__', start);
  }

  private number(): void {
    NUMBER.lastIndex = this.at;
    const [written = ''] = NUMBER.exec(this.text) ?? [];
    if (!isExact(written)) throw this.mistake('A number cannot be kept exactly; write it as text');
    this.at += written.length - 1;
  }

  private mistake(what: string, at = this.at): Mistake {
    const before = this.text.slice(0, at);
    const line = before.split('\n').length;
    return new Mistake(`${what} (line ${line}, column ${at - before.lastIndexOf('\n')}).`);
  }
}

const NUMBER = /[-+.\deE]+/y;
/** Longer than any number that is written as short as it can be. */
const MAX_NUMBER = 400;

/** Whether a program that reads the number as a double writes the same number again. */
function isExact(written: string): boolean {
  if (written.length > MAX_NUMBER) return false;
  const value = Number(written);
  if (!Number.isFinite(value) || Object.is(value, -0)) return false;
  return decimalOf(written) === decimalOf(String(value));
}

/** Sign, digits without zeros at the ends, and the power of ten of the last digit. */
function decimalOf(written: string): string {
  const [, sign = '', whole = '', fraction = '', power = '0'] = DECIMAL.exec(written) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const short = digits.replace(/0+$/, '');
  const exponent = short === '' ? 0 : Number(power) - fraction.length + digits.length - short.length;
  return `${sign}${short}e${exponent}`;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/;
