import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { NONCE_BYTES, TAG_BYTES } from './envelope.ts';

const ALGORITHM = 'aes-256-gcm';

export interface Encrypted {
  readonly nonce: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

/** AES-256-GCM (NIST SP 800-38D). `nonce` has 12 bytes and is used once with a key. */
export function encrypt(key: KeyObject, nonce: Uint8Array, plaintext: Uint8Array, additional: Uint8Array): Encrypted {
  if (nonce.length !== NONCE_BYTES) throw new RangeError(`A nonce has ${NONCE_BYTES} bytes, not ${nonce.length}.`);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(additional);
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return { nonce, ciphertext, tag: cipher.getAuthTag() };
}

/** The plaintext. Throws when a byte of the ciphertext, nonce, tag or additional data was changed. */
export function decrypt(key: KeyObject, { nonce, ciphertext, tag }: Encrypted, additional: Uint8Array): Buffer {
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(additional);
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}
