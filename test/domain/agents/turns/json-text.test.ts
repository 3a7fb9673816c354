import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonTextReader } from '../../../../src/domain/agents/turns/json-text.ts';

function readAll(pieces: readonly string[]): string[] {
  const read = jsonTextReader();
  return pieces.map(read);
}

const character = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 3 }),
  fc.constantFrom('"', '\\', '\n', '\u0000', '😀', '\ud83d', '\ude00', '"text":', '{', '}', ','),
);
const anyText = fc.array(character, { maxLength: 12 }).map((parts) => parts.join(''));

/** JSON with every character above ASCII escaped, as some providers send it. */
function escaped(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

describe('reading the text of an answer that arrives in pieces', () => {
  it('returns the same text for all cuts and escapes of the answer', () => {
    fc.assert(
      fc.property(
        anyText,
        anyText,
        fc.boolean(),
        fc.array(fc.nat(400), { maxLength: 20 }),
        (text, other, late, cuts) => {
          const value = late ? { position: other, more: [{ text: other }], text } : { text, position: other };
          const plain = JSON.stringify(value, null, late ? 1 : 0);
          for (const json of [plain, escaped(plain)]) {
            const places = [0, ...cuts.map((cut) => cut % (json.length + 1)).toSorted((a, b) => a - b), json.length];
            const pieces = places.slice(1).map((place, n) => json.slice(places[n], place));
            expect(readAll(pieces).join('')).toBe(text);
          }
        },
      ),
    );
  });

  it('returns the available text at once, but never half of a character', () => {
    expect(readAll(['{"te', 'xt": "Sto', 're \\u00e', '9', ' \\ud83d', '\\ude00!", "position"', ': "a"}'])).toEqual([
      ...['', 'Sto', 're ', 'é', ' ', '😀!', ''],
    ]);
  });

  it('skips fences and words before the object, other keys, and nested texts', () => {
    const json = 'Here {it} is:\n```json\n{"position": "text", "arguments": [{"text": "no"}], "text": "yes"}\n```';
    expect(readAll([json]).join('')).toBe('yes');
    expect(readAll(['{"notes": {"text": "no"}}']).join('')).toBe('');
    expect(readAll(['no object at all, "text": "no"']).join('')).toBe('');
  });

  it('starts again with every reader', () => {
    readAll(['{"text": "half']);
    expect(readAll(['{"text": "whole"}'])).toEqual(['whole']);
  });
});
