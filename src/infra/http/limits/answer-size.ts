import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { inAnswer, listed } from '../../../domain/shared/complaints.ts';

/** Bytes that a number, a truth value or a time has at most. */
const PLAIN_BYTES = 24;
/** Quotes or brackets, and a comma or a colon. */
const AROUND = 3;
/** Bytes of one UTF-16 unit at most: an escape such as `\u001f`. */
const MAX_PER_UNIT = 6;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what JSON escapes.
const ESCAPED = /["\\\x00-\x1f]/;

/**
 * Whether a value has more bytes as JSON. It is counted before it is written, and no further than to the limit: writing it
 * would hold up all other callers. Most answers are far below: for them the lengths of the texts tell enough.
 */
export function isLargerThan(value: unknown, maxBytes: number): boolean {
  return exceeds(value, maxBytes, mostBytes) && exceeds(value, maxBytes, bytesOf);
}

function mostBytes(text: string): number {
  return text.length * MAX_PER_UNIT;
}

/** The bytes between the quotes, with escapes. A text that is longer than the limit is not written. */
function bytesOf(text: string, maxBytes: number): number {
  if (text.length > maxBytes) return text.length;
  if (!ESCAPED.test(text) && text.isWellFormed()) return Buffer.byteLength(text);
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}

function exceeds(value: unknown, maxBytes: number, measure: (text: string, maxBytes: number) => number): boolean {
  const open: unknown[] = [value];
  let bytes = 0;
  while (open.length > 0 && bytes <= maxBytes) {
    const one = open.pop();
    if (typeof one === 'string') bytes += measure(one, maxBytes) + AROUND;
    else if (typeof one !== 'object' || one === null || one instanceof Date) bytes += PLAIN_BYTES;
    else if (Array.isArray(one)) {
      bytes += AROUND;
      // A loop: there can be more items than a call has room for.
      for (const item of one) open.push(item);
    } else {
      bytes += AROUND;
      for (const [key, inner] of Object.entries(one)) {
        bytes += measure(key, maxBytes) + AROUND;
        open.push(inner);
      }
    }
  }
  return bytes > maxBytes;
}

/** The result as it is sent: at most 50 errors, and in place of data that are too large an error. */
export function bounded(result: ExecutionResult, maxBytes: number): ExecutionResult {
  if (isLargerThan(result.data, maxBytes)) return { data: null, errors: [answerTooLarge(maxBytes)] };
  const { errors } = result;
  return errors === undefined ? result : { ...result, errors: boundedErrors(errors) };
}

/** At most 50 errors. Of more the last says how many are left out. */
export function boundedErrors<T extends GraphQLFormattedError>(errors: readonly T[]): readonly T[] {
  const first = listed(errors.map((error) => () => error));
  return inAnswer(first, (message) => moreErrors(message) as GraphQLFormattedError as T);
}

function moreErrors(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'MORE_ERRORS' } });
}

/** The error in place of an answer that is too large. */
export function answerTooLarge(maxBytes: number): GraphQLError {
  const message = `The answer would have more than ${maxBytes} bytes. Ask for smaller pages, or for less of each item. What a mutation has changed stays changed.`;
  return new GraphQLError(message, { extensions: { code: 'ANSWER_TOO_LARGE' } });
}
