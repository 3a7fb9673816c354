const BACKSLASH = 0x5c;
const LINE_END = 0x0a;
const FIRST_OF_SEVERAL = 0xc0;

/**
 * The bytes in parts that end at the most difficult places: inside every character of several bytes, inside every escape of
 * JSON, and between the two line ends of an event. A reader that decodes each part alone, or a line too early, loses text.
 */
export function cutUp(bytes: Uint8Array): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const [at, byte] of bytes.entries()) {
    if (byte < FIRST_OF_SEVERAL && byte !== BACKSLASH && byte !== LINE_END) continue;
    parts.push(bytes.subarray(from, at + 1));
    from = at + 1;
  }
  return from < bytes.length ? [...parts, bytes.subarray(from)] : parts;
}
