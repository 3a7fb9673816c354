import { hash, timingSafeEqual } from 'node:crypto';
import type { Random } from '../shared/ports.ts';

const SECRET_BYTES = 32;

/** A secret nobody can guess, 43 characters, behind a prefix by which leaked ones are found. */
export function newSecret(prefix: string, random: Random): string {
  return `${prefix}${Buffer.from(random.hex(SECRET_BYTES), 'hex').toString('base64url')}`;
}

/** SHA-256, in hexadecimal: enough for secrets that are random, never for passwords. */
export function secretHash(secret: string): string {
  return hash('sha256', secret, 'hex');
}

/** Compares in a time that tells nothing. */
export function isSameSecret(one: string, other: string): boolean {
  return hasHash(one, secretHash(other));
}

/** Whether the secret has this `secretHash`, in the same time wherever they differ. */
export function hasHash(secret: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(secretHash(secret)), Buffer.from(expected));
}
