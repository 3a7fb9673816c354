/** A value that must not appear anywhere. */
export interface Secret {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A text that may contain no secret, except those in `shows`. */
export interface Place {
  readonly name: string;
  readonly text: string;
  readonly shows?: readonly Buffer[];
}

/** For a secret of at least this length, its middle half is enough to give it away. */
const LONG = 24;

export function secretOf(name: string, value: string | Buffer): Secret {
  return { name, bytes: Buffer.from(value) };
}

/** Returns which secret is in which place, and how it is written there. */
export function findSecrets(secrets: readonly Secret[], places: readonly Place[]): string[] {
  return secrets.flatMap(({ name, bytes }) => {
    const writings = writingsOf(searchedPart(bytes));
    return places
      .filter(({ shows = [] }) => !shows.some((shown) => shown.equals(bytes)))
      .flatMap((place) => {
        const found = writings.find(({ text }) => place.text.includes(text));
        return found ? [`${name} in ${place.name}, ${found.how}`] : [];
      });
  });
}

/** Every way in which programs write bytes into a text. Bytes that are text have more ways. */
export function writingsOf(bytes: Buffer): readonly { readonly how: string; readonly text: string }[] {
  const hex = bytes.toString('hex');
  const base64 = [0, 1, 2].map((offset) => base64Within(bytes, offset));
  return [
    ...textWritingsOf(bytes),
    { how: 'hex', text: hex },
    { how: 'HEX', text: hex.toUpperCase() },
    ...base64.map((text, offset) => ({ how: `base64 at ${offset}`, text })),
    ...base64.map((text, offset) => ({ how: `base64url at ${offset}`, text: urlSafe(text) })),
  ];
}

/** The part of a secret that the search looks for. It is also in every secret that was cut short. */
function searchedPart(bytes: Buffer): Buffer {
  const text = bytes.toString();
  // The cut is made in characters, not bytes: a part of a character would not be text.
  if (bytes.length < LONG) return bytes;
  if (Buffer.from(text).equals(bytes)) return Buffer.from([...text].slice(text.length / 4, -text.length / 4).join(''));
  return bytes.subarray(bytes.length / 4, -bytes.length / 4);
}

function textWritingsOf(bytes: Buffer) {
  const text = bytes.toString();
  if (!Buffer.from(text).equals(bytes)) return [];
  const url = encodeURIComponent(text);
  const form = new URLSearchParams({ '': text }).toString().slice(1);
  const json = inJson(text);
  return [
    { how: 'raw', text },
    { how: 'URL-encoded', text: url },
    { how: 'URL-encoded in lower case', text: url.replace(/%../g, (code) => code.toLowerCase()) },
    { how: 'as a form', text: form },
    { how: 'in JSON', text: json },
    { how: 'in JSON within JSON', text: inJson(json) },
    { how: 'in SQL', text: text.replaceAll("'", "''") },
    { how: 'in HTML', text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;') },
  ];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** The base64 digits of the bytes that do not depend on the following bytes, when `offset` bytes precede them. */
function base64Within(bytes: Buffer, offset: number): string {
  const digits = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const [first, last] = [offset === 0 ? 0 : offset + 1, Math.floor(((offset + bytes.length) * 8) / 6)];
  return digits.slice(first, last);
}

function urlSafe(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_');
}
