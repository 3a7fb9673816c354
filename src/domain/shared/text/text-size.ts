/** Characters around a key or an item in JSON with indentation. */
const AROUND = 12;
const OTHER = 8;

/** Characters of the value in JSON, nearly: its texts are measured, not written. */
export function textSize(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null || value instanceof Date) return OTHER;
  let size = 2;
  for (const [key, inner] of Object.entries(value)) size += key.length + AROUND + textSize(inner);
  return size;
}
