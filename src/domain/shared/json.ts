import canonicalize from 'canonicalize';
import { replaceEveryHidden } from './text/hidden.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The value as the database returns it: without `undefined`, NUL and lone surrogates. `jsonb` refuses the last two, so they
 * become U+FFFD. The hash is then the same before and after storage.
 */
export function storable(value: unknown): Json {
  return clean(JSON.parse(JSON.stringify(value ?? null)) as Json);
}

function clean(value: Json): Json {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [cleanText(key), clean(inner)]));
}

function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/**
 * JSON for files and terminals: the same value, with controls, bidirectional and zero-width characters written as escapes,
 * so that they have no effect where the text is shown.
 */
export function jsonText(value: unknown, indent = 0): string {
  return replaceEveryHidden(JSON.stringify(value, null, indent), escapesOf);
}

function escapesOf(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** Objects in objects that are written in parts of their own. */
const PARTED_DEPTH = 3;

/** The storable value as `jsonText` writes it with two spaces, in parts: none is much longer than one item of a list. */
export function* jsonParts(value: unknown, indent = '', depth = PARTED_DEPTH): Generator<string> {
  const entries = depth > 0 ? entriesOf(value) : [];
  if (entries.length === 0) {
    yield jsonText(storable(value), 2).replaceAll('\n', `\n${indent}`);
    return;
  }
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  let before = open;
  for (const [key, inner] of entries) {
    yield `${before}\n${indent}  ${Array.isArray(value) ? '' : `${jsonText(key)}: `}`;
    yield* jsonParts(inner, `${indent}  `, depth - 1);
    before = ',';
  }
  yield `\n${indent}${close}`;
}

function entriesOf(value: unknown): (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  return Object.entries(value).filter(([, inner]) => Array.isArray(value) || inner !== undefined);
}

/** Canonical JSON (RFC 8785): the same text for the same value, in any order of keys. */
export function canonical(value: Json): string {
  return canonicalize(value) ?? 'null';
}
