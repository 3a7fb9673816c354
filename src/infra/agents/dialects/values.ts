import { isPlausibleCount } from '../../../domain/shared/plausible.ts';

type Keyed = { readonly [key: string]: unknown };

const MAX_NAME = 200;

/** The value at a path into JSON of any shape; undefined when there is none. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, key)) return undefined;
    return (inner as Keyed)[key];
  }, value);
}

/** The text at a path; undefined when it is no text, or empty. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** A name that can be stored and shown; undefined when it is none. */
export function nameAt(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const name = textAt(value, ...path)?.trim();
  return name && name.length <= MAX_NAME && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(name) ? name : undefined;
}

/** Some texts as one; undefined when there is none. */
export function joined(texts: readonly (string | undefined)[]): string | undefined {
  const text = texts.join('');
  return text === '' ? undefined : text;
}

/**
 * A number of tokens and numbers to be added to it. undefined when the first is not told; null when one of them cannot
 * be a number of tokens.
 */
export function countOf(first: unknown, ...more: readonly unknown[]): number | null | undefined {
  if (first === undefined || first === null) return undefined;
  const told = [first, ...more.filter((count) => count !== undefined && count !== null)];
  return told.every(isPlausibleCount) ? told.reduce((sum, count) => sum + count, 0) : null;
}
