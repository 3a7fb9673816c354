import { decodeCursor, encodeCursor } from '../shared/cursor.ts';
import { userError } from '../shared/errors.ts';

/** The cursor of the `seq`-th event of a stream: following after it continues with the next event. */
export function eventCursor(stream: string, seq: number): string {
  return encodeCursor(`e1|${stream}`, String(seq));
}

/** The `seq` that a cursor names in this stream. Throws a `UserError` (BAD_CURSOR) for the cursor of another stream, or none. */
export function seqOf(cursor: string, stream: string, field: 'after' | 'before' = 'after'): number {
  const seq = decodeCursor(cursor, `e1|${stream}`, field);
  if (/^[1-9]\d{0,14}$/.test(seq)) return Number(seq);
  throw userError('BAD_CURSOR', `${field}: this cursor is damaged. Use one that an event of this stream carries.`, [
    field,
  ]);
}
