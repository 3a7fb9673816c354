import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { canonical, type Json } from '../shared/json.ts';

/** A public key by which receipts are checked: Ed25519, RFC 8032. */
export interface PublicKey {
  /** RFC 7638 thumbprint, base64url. */
  readonly keyId: string;
  /** The key's 32 bytes, base64url. */
  readonly publicKey: string;
}

export interface SigningKey extends PublicKey {
  readonly privateKey: KeyObject;
}

/** PKCS #8 header of an Ed25519 private key (RFC 8410); its 32 bytes follow. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key of a 32-byte seed. Throws a RangeError for any other length. */
export function keyOfSeed(seed: Uint8Array): SigningKey {
  if (seed.length !== 32) throw new RangeError(`An Ed25519 key has 32 bytes, not ${seed.length}.`);
  const key = Buffer.concat([PKCS8_PREFIX, seed]);
  return signingKey(createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
}

/** The key of a PEM text. Throws when it holds no Ed25519 private key. */
export function keyOfPem(pem: string): SigningKey {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new RangeError(`It is a key for ${key.asymmetricKeyType}.`);
  return signingKey(key);
}

function signingKey(privateKey: KeyObject): SigningKey {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { ...publicKeyOf(x ?? ''), privateKey };
}

/** A public key by its 32 bytes in base64url, as RFC 8037 writes them. */
export function publicKeyOf(publicKey: string): PublicKey {
  const members = { crv: 'Ed25519', kty: 'OKP', x: publicKey };
  return { keyId: createHash('sha256').update(canonical(members)).digest('base64url'), publicKey };
}

/** The signature of a value's canonical JSON (RFC 8785), base64url. */
export function signed(value: Json, { privateKey }: SigningKey): string {
  return sign(null, Buffer.from(canonical(value)), privateKey).toString('base64url');
}

/** Whether the signature fits this value and key. False for a malformed key or signature, or one in another spelling. */
export function isSignedBy(value: Json, signature: string, { publicKey }: PublicKey): boolean {
  if (Buffer.from(signature, 'base64url').toString('base64url') !== signature) return false;
  return isSignatureOf(Buffer.from(canonical(value)), Buffer.from(signature, 'base64url'), publicKey);
}

/** The same for bytes. `publicKey`: its 32 bytes, base64url. */
export function isSignatureOf(message: Uint8Array, signature: Uint8Array, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, message, key, signature);
  } catch {
    return false;
  }
}
