import canonicalize from 'canonicalize';

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

/** Canonical JSON (RFC 8785): the same text for the same value, in any order of keys. */
export function canonical(value: Json): string {
  return canonicalize(value) ?? 'null';
}
