import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Envelope } from '../../../src/domain/encryption/envelope.ts';
import { additionalData, type Place } from '../../../src/domain/encryption/field-place.ts';
import { KeyRing, keyIdOf } from '../../../src/domain/encryption/key-ring.ts';
import { encryptionWith, faultOf, keyNamed, PLACE } from './world.ts';

const text = fc.string({ unit: 'grapheme' });
const part = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom('a', '","', '\\', '"a","b"', '\ud800'),
);
const place: fc.Arbitrary<Place> = fc.record({ table: part, column: part, row: part, workspaceId: part });
const partName = fc.constantFrom('table', 'column', 'row', 'workspaceId');

const flipped = ({ bytes }: Envelope, index: number, mask: number) =>
  new Envelope(bytes.map((byte, at) => (at === index ? byte ^ mask : byte)));

describe('an encrypted text', () => {
  const { encryption } = encryptionWith('new');

  it('is decrypted at its own place, for any text and any place', () => {
    fc.assert(fc.property(text, place, (one, at) => encryption.open(encryption.seal(one, at), at) === one));
  });

  it.each([
    ['empty', ''],
    ['ten million characters', 'é'.repeat(5_000_000)],
    ['a byte order mark', '\ufeffx'],
    ['NUL', '\0'],
  ])('may be %s', (_, one) => {
    expect(encryption.open(encryption.seal(one, PLACE), PLACE) === one).toBe(true);
  });

  it('may not contain half a character, which would not be decrypted unchanged', () => {
    expect(faultOf(() => encryption.seal('a\ud800', PLACE))).toBe('NOT_TEXT');
  });

  it('has a different envelope and a different nonce each time', () => {
    const sealed = Array.from({ length: 1_000 }, () => encryption.seal('the same', PLACE));
    const nonces = sealed.map(({ bytes }) => Buffer.from(bytes.subarray(9, 21)).toString('hex'));
    expect(new Set(nonces).size).toBe(1_000);
    expect(new Set(sealed.map(({ bytes }) => Buffer.from(bytes.subarray(21)).toString('hex'))).size).toBe(1_000);
  });

  it('is as long as the text and its version, key id, nonce and tag together', () => {
    const { bytes } = encryption.seal('12345', PLACE);
    expect(bytes).toHaveLength(1 + 8 + 12 + 5 + 16);
    expect([bytes[0], Buffer.from(bytes.subarray(1, 9)).toString('hex')]).toEqual([1, keyIdOf(keyNamed('new'))]);
  });

  it('does not appear in the printed envelope', () => {
    const sealed = encryption.seal('sk-live-123', PLACE);
    expect(`${sealed} ${inspect(sealed)} ${Buffer.from(sealed.bytes).toString('latin1')}`).not.toContain('sk-live');
  });
});

describe('a moved envelope', () => {
  const { encryption, failures } = encryptionWith('new');

  it.each(['table', 'column', 'row', 'workspaceId'] as const)(
    'is not decrypted with another %s, and a signal reports it',
    (name) => {
      const sealed = encryption.seal('secret', PLACE);
      const elsewhere = { ...PLACE, [name]: 'other' };
      const before = failures().length;
      expect(faultOf(() => encryption.open(sealed, elsewhere))).toBe('NOT_AUTHENTIC');
      expect(failures().slice(before)).toMatchObject([
        { detail: { operation: 'decrypt', store: elsewhere.table, failure: 'NOT_AUTHENTIC', row: elsewhere.row } },
      ]);
    },
  );

  it('is not decrypted at any other place', () => {
    const two = fc
      .tuple(place, place)
      .filter(([one, other]) => Object.keys(one).some((key) => at(one, key) !== at(other, key)));
    fc.assert(
      fc.property(
        text,
        two,
        (one, [from, to]) => faultOf(() => encryption.open(encryption.seal(one, from), to)) === 'NOT_AUTHENTIC',
      ),
    );
  });

  it('is also rejected when the joined parts of both places are equal', () => {
    const from = { table: 'ab', column: 'c', row: 'd', workspaceId: 'e' };
    const to = { table: 'a', column: 'bc', row: 'd', workspaceId: 'e' };
    expect(faultOf(() => encryption.open(encryption.seal('x', from), to))).toBe('NOT_AUTHENTIC');
    expect(additionalData(1, 'k', from)).not.toEqual(additionalData(1, 'k', to));
  });

  it('cannot be made without a complete place', () => {
    fc.assert(
      fc.property(partName, fc.constantFrom('', undefined), (name, nothing) => {
        const nowhere = { ...PLACE, [name]: nothing } as Place;
        return faultOf(() => encryption.seal('x', nowhere)) === 'UNNAMED_PLACE';
      }),
    );
  });
});

describe('a changed envelope', () => {
  const { encryption, failures } = encryptionWith('new');

  it('is rejected for every changed bit', () => {
    const sealed = encryption.seal('a secret', PLACE);
    const faults = Array.from(sealed.bytes, (_, index) =>
      Array.from({ length: 8 }, (__, bit) => faultOf(() => encryption.open(flipped(sealed, index, 1 << bit), PLACE))),
    );
    expect(new Set(faults[0])).toEqual(new Set(['NOT_AN_ENVELOPE']));
    expect(new Set(faults.slice(1, 9).flat())).toEqual(new Set(['KEY_NOT_FOUND']));
    expect(new Set(faults.slice(9).flat())).toEqual(new Set(['NOT_AUTHENTIC']));
    expect(failures()).toHaveLength(sealed.bytes.length * 8);
  });

  it('is rejected when it is shorter or longer', () => {
    const { bytes } = encryption.seal('a secret', PLACE);
    for (let length = 0; length < bytes.length; length++) {
      const fault = faultOf(() => encryption.open(new Envelope(bytes.subarray(0, length)), PLACE));
      expect([length, fault]).toEqual([length, length < 37 ? 'NOT_AN_ENVELOPE' : 'NOT_AUTHENTIC']);
    }
    const longer = new Envelope(Buffer.concat([bytes, Buffer.of(0)]));
    expect(faultOf(() => encryption.open(longer, PLACE))).toBe('NOT_AUTHENTIC');
  });

  it('is rejected when it was never encrypted; its bytes are not returned', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      text.map((one) => Buffer.from(one)),
      fc.uint8Array({ minLength: 37, maxLength: 60 }).map((one) => Buffer.concat([Buffer.of(1), one])),
    );
    fc.assert(
      fc.property(bytes, (stored) =>
        ['NOT_AN_ENVELOPE', 'KEY_NOT_FOUND'].includes(faultOf(() => encryption.open(new Envelope(stored), PLACE))),
      ),
    );
  });
});

describe('the encryption keys', () => {
  it('decrypt all envelopes, and the first key encrypts', () => {
    const old = encryptionWith('old').encryption.seal('secret', PLACE);
    const { encryption } = encryptionWith('new', 'old');
    expect(encryption.open(old, PLACE)).toBe('secret');
    expect(encryptionWith('new').encryption.open(encryption.seal('secret', PLACE), PLACE)).toBe('secret');
    expect(encryption.keyIds).toEqual([keyIdOf(keyNamed('new')), keyIdOf(keyNamed('old'))]);
  });

  it('are named in the error when they are missing', () => {
    const sealed = encryptionWith('old').encryption.seal('secret', PLACE);
    const { encryption, failures } = encryptionWith('new');
    expect(() => encryption.open(sealed, PLACE)).toThrow(`Key not found: ${keyIdOf(keyNamed('old'))}`);
    expect(failures()).toMatchObject([{ detail: { failure: 'KEY_NOT_FOUND', operation: 'decrypt' } }]);
  });

  it('do not decrypt an envelope with another key id', () => {
    const sealed = encryptionWith('old').encryption.seal('secret', PLACE);
    const forged = Buffer.from(sealed.bytes);
    forged.set(Buffer.from(keyIdOf(keyNamed('new')), 'hex'), 1);
    const { encryption } = encryptionWith('new');
    expect(faultOf(() => encryption.open(new Envelope(forged), PLACE))).toBe('NOT_AUTHENTIC');
  });

  it.each([16, 31, 33, 64])('with %i bytes are rejected', (length) => {
    expect(() => new KeyRing([Buffer.alloc(length)])).toThrow('32 bytes');
  });

  it('must be different, and there must be one at least', () => {
    expect(() => new KeyRing([keyNamed('a'), keyNamed('b'), keyNamed('a')])).toThrow('is there twice');
    expect(() => new KeyRing([])).toThrow('No encryption key');
  });

  it('do not appear when the key ring is printed', () => {
    const key = keyNamed('new');
    const shown = inspect(new KeyRing([key]), { depth: 9, showHidden: true }) + JSON.stringify(new KeyRing([key]));
    expect(shown).toContain(keyIdOf(key));
    expect(shown.replaceAll(' ', '')).not.toContain(key.toString('hex'));
  });
});

describe('every encryption and decryption', () => {
  it('emits a signal, also on failure, and no signal contains the text', () => {
    const { encryption, told } = encryptionWith('new');
    const sealed = encryption.seal('sk-live-123', PLACE);
    encryption.open(sealed, PLACE);
    faultOf(() => encryption.open(sealed, { ...PLACE, row: 'int_2' }));
    expect(told.map(({ name, detail }) => [name, detail.operation, detail.store])).toEqual([
      ['encryptionUsed', 'encrypt', 'integrations'],
      ['encryptionUsed', 'decrypt', 'integrations'],
      ['encryptionFailed', 'decrypt', 'integrations'],
      ['encryptionUsed', 'decrypt', 'integrations'],
    ]);
    expect(inspect(told, { depth: 9 })).not.toContain('sk-live');
  });
});

function at(one: Place, key: string): string {
  return one[key as keyof Place];
}
