import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { readStrictJson } from '../shared/strict-json.ts';
import { type PublicKey, publicKeyOf } from './receipt-key.ts';

const webKey = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string().regex(/^[\w-]{43}$/) });
const keySet = z.object({ keys: z.array(z.unknown()) });

/**
 * The Ed25519 public keys a text holds: 32 bytes in base64url, PEM, a JSON Web Key or a set of them (RFC 7517, RFC 8037).
 * Other kinds of keys are skipped.
 */
export function publicKeysIn(text: string): readonly PublicKey[] {
  const trimmed = text.trim();
  if (/^[\w-]{43}$/.test(trimmed)) return [publicKeyOf(trimmed)];
  return trimmed.startsWith('{') ? webKeysIn(trimmed) : pemKeysIn(trimmed);
}

function webKeysIn(text: string): readonly PublicKey[] {
  const read = readStrictJson(text);
  const value = read.isJson ? read.value : undefined;
  const set = keySet.safeParse(value);
  return (set.success ? set.data.keys : [value]).flatMap((one) => {
    const key = webKey.safeParse(one);
    return key.success ? [publicKeyOf(key.data.x)] : [];
  });
}

function pemKeysIn(text: string): readonly PublicKey[] {
  try {
    const key = createPublicKey(text);
    const { x } = key.export({ format: 'jwk' });
    return key.asymmetricKeyType === 'ed25519' && x !== undefined ? [publicKeyOf(x)] : [];
  } catch {
    return [];
  }
}
