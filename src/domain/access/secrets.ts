import { hash, timingSafeEqual } from 'node:crypto';
import type { Random } from '../shared/ports.ts';

const SECRET_BYTES = 32;

/** A random secret of 43 characters, with a prefix by which scanners find leaked ones. */
export function newSecret(prefix: string, random: Random): string {
  return `${prefix}${Buffer.from(random.hex(SECRET_BYTES), 'hex').toString('base64url')}`;
}

/** SHA-256, in hexadecimal: enough for secrets that are random, never for passwords. */
export function secretHash(secret: string): string {
  return hash('sha256', secret, 'hex');
}

/** Compares in constant time. */
export function isSameSecret(one: string, other: string): boolean {
  return hasHash(one, secretHash(other));
}

/** Whether the secret has this `secretHash`; compared in constant time. */
export function hasHash(secret: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(secretHash(secret)), Buffer.from(expected));
}
