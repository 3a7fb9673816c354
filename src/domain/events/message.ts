import type { Json } from '../shared/json.ts';

/** Longest message of a `LossyChannel`, as JSON in UTF-8. A NOTIFY holds less than 8,000 bytes, its address included. */
export const MAX_MESSAGE_BYTES = 7_000;

/** The message as JSON. Throws a RangeError when it is too long to send. */
export function messageText(message: Json): string {
  const text = JSON.stringify(message);
  const bytes = Buffer.byteLength(text);
  if (bytes <= MAX_MESSAGE_BYTES) return text;
  throw new RangeError(`A message of ${bytes} bytes is too long: split it into some of at most ${MAX_MESSAGE_BYTES}.`);
}

/** The bytes that the text takes inside a JSON string. */
export function quotedBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}
