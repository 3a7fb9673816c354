import { userError } from './errors.ts';

/** An opaque cursor: its scope, and a place in it. */
export function encodeCursor(scope: string, place: string): string {
  return Buffer.from(`${scope}|${place}`).toString('base64url');
}

/** The place a cursor names. Throws a `UserError` (BAD_CURSOR) when it was not made for this scope. */
export function decodeCursor(cursor: string, scope: string, field: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const place = text.slice(scope.length + 1);
  if (text === `${scope}|${place}` && /^[\w-]+$/.test(place) && encodeCursor(scope, place) === cursor) return place;
  throw userError(
    'BAD_CURSOR',
    `${field}: this cursor is not from this list or stream. Use a cursor that it returned.`,
    [field],
  );
}
