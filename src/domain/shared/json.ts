import canonicalize from 'canonicalize';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The value as the database will give it back: no `undefined`, no NUL and no lone surrogate, which `jsonb` refuses.
 * They become U+FFFD, so that what is hashed is what can be read again.
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

/** Canonical JSON (RFC 8785): one text for one value, whatever the order of its keys. */
export function canonical(value: Json): string {
  return canonicalize(value) ?? 'null';
}
