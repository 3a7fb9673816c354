import { objectsIn } from './loose-objects.ts';
import { ownObject } from './own-object.ts';

/** The readable parts of the answer of a moderator or a judge. */
export interface RulingWords {
  /** Whether there is a preference; null when the answer does not say. */
  readonly preference: boolean | null;
  /** null: neither side, or both. */
  readonly side: 'AFFIRMATIVE' | 'NEGATIVE' | null;
  readonly reason: string | null;
  readonly answer: string | null;
}

/** A key of the form outside a readable object: in quotes or emphasis, or at the beginning of a line. */
const KEY =
  /(?:["'*]{1,3}|^[ \t]*(?:[-*][ \t]+)?)(whether there is a preference|supported side|reason|correct [a-z ]{1,40})["'*]*[ \t]*:[ \t]*/gim;

/**
 * Reads an answer in the form of Liang et al. (preference, side, reason, and an answer under the key that begins with
 * "Correct"), as JSON or as a dictionary of Python, fenced, with prose around it, or with quotes that do not match.
 * `shown` is the prompt: quotations of it do not count. null when nothing can be read, or several objects could count.
 */
export function readRuling(text: string, shown = ''): RulingWords | null {
  const found = ownObject(text, shown, isRuling);
  if (found === 'SEVERAL') return null;
  if (found) return isRuling(found.value) ? rulingOf(found.value) : null;
  // The text contains only quotations: a split by keys would take one of them for the ruling.
  if (objectsIn(text).some(({ value }) => isRuling(value))) return null;
  const split = splitByKeys(text);
  return split && rulingOf(split);
}

function isRuling(value: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(value).some((key) => /^(whether there is a preference|correct )/i.test(key.trim()));
}

function rulingOf(value: Readonly<Record<string, unknown>>): RulingWords {
  const at = (key: RegExp) => {
    const found = Object.entries(value).find(([name]) => key.test(name.trim()))?.[1];
    return found === undefined || found === null ? null : String(found).trim() || null;
  };
  return {
    preference: preferenceIn(at(/^whether/i)),
    side: sideIn(at(/^supported side/i)),
    reason: at(/^reason/i),
    answer: at(/^correct /i),
  };
}

function preferenceIn(words: string | null): boolean | null {
  if (words === null) return null;
  return /^(yes|true)\b/i.test(words);
}

function sideIn(words: string | null): RulingWords['side'] {
  const affirmative = /affirmative/i.test(words ?? '');
  const negative = /negative/i.test(words ?? '');
  if (affirmative === negative) return null;
  return affirmative ? 'AFFIRMATIVE' : 'NEGATIVE';
}

/** The values between the keys; null when a key occurs twice, because either value could count. */
function splitByKeys(text: string): Readonly<Record<string, string>> | null {
  const keys = [...text.matchAll(KEY)];
  const names = keys.map(([, name = '']) => name.toLowerCase().trim());
  if (keys.length === 0 || new Set(names).size < names.length) return null;
  const values = keys.map((key, at) => text.slice(key.index + key[0].length, keys[at + 1]?.index));
  const value = Object.fromEntries(names.map((name, at) => [name, unwrapped(values[at] ?? '')]));
  return isRuling(value) ? value : null;
}

/** Removes the quotes, commas, brackets and fences around a value. */
function unwrapped(value: string): string {
  const quoted = /^(["'])([\s\S]*?)\1\s*\}/.exec(value)?.[2];
  if (quoted !== undefined) return quoted;
  const bare = value.replace(/```\s*$/, '').replace(/[\s,{}]+$/, '');
  const quote = /^["']/.exec(bare)?.[0];
  if (quote === undefined) return bare;
  return bare.slice(1, bare.endsWith(quote) && bare.length > 1 ? -1 : undefined);
}
