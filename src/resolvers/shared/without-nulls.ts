/** An input without nulls. A null field and an omitted field mean the same. */
export type WithoutNulls<T> = T extends Date
  ? T
  : T extends readonly (infer Item)[]
    ? readonly WithoutNulls<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: WithoutNulls<Exclude<T[K], null>> }
      : T;

/** Converts a value to plain objects and removes null and undefined fields at every depth. */
export function withoutNulls<T>(value: T): WithoutNulls<T> {
  return clean(value) as WithoutNulls<T>;
}

function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const present = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
  return Object.fromEntries(present.map(([key, inner]) => [key, clean(inner)]));
}
