import { createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decrypt, encrypt } from '../../../src/domain/encryption/aes-gcm.ts';

interface Vector {
  readonly tcId: number;
  readonly key: string;
  readonly iv: string;
  readonly aad: string;
  readonly msg: string;
  readonly ct: string;
  readonly tag: string;
  readonly result: 'valid' | 'invalid';
}

const file = new URL('vectors/aes-256-gcm.json', import.meta.url);
const { tests } = JSON.parse(readFileSync(file, 'utf8')) as { tests: readonly Vector[] };
const bytes = (digits: string) => Buffer.from(digits, 'hex');
const keyOf = ({ key }: Vector) => createSecretKey(bytes(key));
const encryptedOf = ({ iv, ct, tag }: Vector) => ({ nonce: bytes(iv), ciphertext: bytes(ct), tag: bytes(tag) });

describe('AES-256-GCM', () => {
  it('is tested with all 66 vectors', () => {
    expect([tests.length, tests.filter(({ result }) => result === 'valid').length]).toEqual([66, 39]);
  });

  it.each(tests.filter(({ result }) => result === 'valid'))('encrypts and decrypts vector $tcId', (vector) => {
    const { iv, aad, msg } = vector;
    expect(encrypt(keyOf(vector), bytes(iv), bytes(msg), bytes(aad))).toEqual(encryptedOf(vector));
    expect(decrypt(keyOf(vector), encryptedOf(vector), bytes(aad))).toEqual(bytes(msg));
  });

  it.each(tests.filter(({ result }) => result === 'invalid'))('rejects vector $tcId', (vector) => {
    expect(() => decrypt(keyOf(vector), encryptedOf(vector), bytes(vector.aad))).toThrow();
  });

  it.each([0, 8, 11, 13, 16])('rejects a nonce of %i bytes', (length) => {
    expect(() => encrypt(createSecretKey(Buffer.alloc(32)), Buffer.alloc(length), bytes(''), bytes(''))).toThrow(
      '12 bytes',
    );
  });

  it.each([0, 4, 12, 15, 17])('rejects a tag of %i bytes', (length) => {
    const cut = { nonce: Buffer.alloc(12), ciphertext: bytes(''), tag: Buffer.alloc(length) };
    expect(() => decrypt(createSecretKey(Buffer.alloc(32)), cut, bytes(''))).toThrow();
  });
});
