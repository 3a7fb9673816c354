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

describe('a sealed text', () => {
  const { encryption } = encryptionWith('new');

  it('is opened where it was sealed, whatever it is and wherever that is', () => {
    fc.assert(fc.property(text, place, (one, at) => encryption.open(encryption.seal(one, at), at) === one));
  });

  it.each([
    ['nothing', ''],
    ['ten million characters', 'é'.repeat(5_000_000)],
    ['a byte order mark', '\ufeffx'],
    ['NUL', '\0'],
  ])('may be %s', (_, one) => {
    expect(encryption.open(encryption.seal(one, PLACE), PLACE) === one).toBe(true);
  });

  it('may not hold half a character, which could not come back', () => {
    expect(faultOf(() => encryption.seal('a\ud800', PLACE))).toBe('NOT_TEXT');
  });

  it('never makes the same envelope twice, and no nonce either', () => {
    const sealed = Array.from({ length: 1_000 }, () => encryption.seal('the same', PLACE));
    const nonces = sealed.map(({ bytes }) => Buffer.from(bytes.subarray(9, 21)).toString('hex'));
    expect(new Set(nonces).size).toBe(1_000);
    expect(new Set(sealed.map(({ bytes }) => Buffer.from(bytes.subarray(21)).toString('hex'))).size).toBe(1_000);
  });

  it('is as long as the text, its version, key id, nonce and tag', () => {
    const { bytes } = encryption.seal('12345', PLACE);
    expect(bytes).toHaveLength(1 + 8 + 12 + 5 + 16);
    expect([bytes[0], Buffer.from(bytes.subarray(1, 9)).toString('hex')]).toEqual([1, keyIdOf(keyNamed('new'))]);
  });

  it('shows nothing of itself', () => {
    const sealed = encryption.seal('sk-live-123', PLACE);
    expect(`${sealed} ${inspect(sealed)} ${Buffer.from(sealed.bytes).toString('latin1')}`).not.toContain('sk-live');
  });
});

describe('an envelope that was moved', () => {
  const { encryption, failures } = encryptionWith('new');

  it.each(['table', 'column', 'row', 'workspaceId'] as const)('to another %s does not open, and is told', (name) => {
    const sealed = encryption.seal('secret', PLACE);
    const elsewhere = { ...PLACE, [name]: 'other' };
    const before = failures().length;
    expect(faultOf(() => encryption.open(sealed, elsewhere))).toBe('NOT_AUTHENTIC');
    expect(failures().slice(before)).toMatchObject([
      { detail: { operation: 'decrypt', store: elsewhere.table, failure: 'NOT_AUTHENTIC', row: elsewhere.row } },
    ]);
  });

  it('from any place to any other does not open', () => {
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

  it('is found even where the parts, written one after the other, read the same', () => {
    const from = { table: 'ab', column: 'c', row: 'd', workspaceId: 'e' };
    const to = { table: 'a', column: 'bc', row: 'd', workspaceId: 'e' };
    expect(faultOf(() => encryption.open(encryption.seal('x', from), to))).toBe('NOT_AUTHENTIC');
    expect(additionalData(1, 'k', from)).not.toEqual(additionalData(1, 'k', to));
  });

  it('cannot even be made without a whole place', () => {
    fc.assert(
      fc.property(partName, fc.constantFrom('', undefined), (name, nothing) => {
        const nowhere = { ...PLACE, [name]: nothing } as Place;
        return faultOf(() => encryption.seal('x', nowhere)) === 'UNNAMED_PLACE';
      }),
    );
  });
});

describe('an envelope that was changed', () => {
  const { encryption, failures } = encryptionWith('new');

  it('does not open, whichever bit is another one', () => {
    const sealed = encryption.seal('a secret', PLACE);
    const faults = Array.from(sealed.bytes, (_, index) =>
      Array.from({ length: 8 }, (__, bit) => faultOf(() => encryption.open(flipped(sealed, index, 1 << bit), PLACE))),
    );
    expect(new Set(faults[0])).toEqual(new Set(['NOT_AN_ENVELOPE']));
    expect(new Set(faults.slice(1, 9).flat())).toEqual(new Set(['KEY_NOT_FOUND']));
    expect(new Set(faults.slice(9).flat())).toEqual(new Set(['NOT_AUTHENTIC']));
    expect(failures()).toHaveLength(sealed.bytes.length * 8);
  });

  it('does not open cut short or made longer', () => {
    const { bytes } = encryption.seal('a secret', PLACE);
    for (let length = 0; length < bytes.length; length++) {
      const fault = faultOf(() => encryption.open(new Envelope(bytes.subarray(0, length)), PLACE));
      expect([length, fault]).toEqual([length, length < 37 ? 'NOT_AN_ENVELOPE' : 'NOT_AUTHENTIC']);
    }
    const longer = new Envelope(Buffer.concat([bytes, Buffer.of(0)]));
    expect(faultOf(() => encryption.open(longer, PLACE))).toBe('NOT_AUTHENTIC');
  });

  it('is refused when it was never sealed: what is stored is not answered as it is', () => {
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

describe('the keys', () => {
  it('all open, and the first one seals', () => {
    const old = encryptionWith('old').encryption.seal('secret', PLACE);
    const { encryption } = encryptionWith('new', 'old');
    expect(encryption.open(old, PLACE)).toBe('secret');
    expect(encryptionWith('new').encryption.open(encryption.seal('secret', PLACE), PLACE)).toBe('secret');
    expect(encryption.keyIds).toEqual([keyIdOf(keyNamed('new')), keyIdOf(keyNamed('old'))]);
  });

  it('that are not there are named, with what to do', () => {
    const sealed = encryptionWith('old').encryption.seal('secret', PLACE);
    const { encryption, failures } = encryptionWith('new');
    expect(() => encryption.open(sealed, PLACE)).toThrow(`Key not found: ${keyIdOf(keyNamed('old'))}`);
    expect(failures()).toMatchObject([{ detail: { failure: 'KEY_NOT_FOUND', operation: 'decrypt' } }]);
  });

  it('do not open under another id', () => {
    const sealed = encryptionWith('old').encryption.seal('secret', PLACE);
    const forged = Buffer.from(sealed.bytes);
    forged.set(Buffer.from(keyIdOf(keyNamed('new')), 'hex'), 1);
    const { encryption } = encryptionWith('new');
    expect(faultOf(() => encryption.open(new Envelope(forged), PLACE))).toBe('NOT_AUTHENTIC');
  });

  it.each([16, 31, 33, 64])('of %i bytes are refused', (length) => {
    expect(() => new KeyRing([Buffer.alloc(length)])).toThrow('32 bytes');
  });

  it('are different ones, and at least one', () => {
    expect(() => new KeyRing([keyNamed('a'), keyNamed('b'), keyNamed('a')])).toThrow('is there twice');
    expect(() => new KeyRing([])).toThrow('No encryption key');
  });

  it('are not shown by whoever prints them', () => {
    const key = keyNamed('new');
    const shown = inspect(new KeyRing([key]), { depth: 9, showHidden: true }) + JSON.stringify(new KeyRing([key]));
    expect(shown).toContain(keyIdOf(key));
    expect(shown.replaceAll(' ', '')).not.toContain(key.toString('hex'));
  });
});

describe('every use', () => {
  it('is told, the failed ones too, and nothing told holds the text', () => {
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
