import { createHash, timingSafeEqual } from 'node:crypto';
import type { Random } from '../../shared/ports.ts';

/** Codes for users who have lost the authenticator app: shown once, each usable once. */
export interface RecoveryCodes {
  /** As a person writes them down: `7K3M-9QZX-V2TD`. */
  readonly codes: readonly string[];
  /** Stored hashes in the same order: SHA-256 in hexadecimal digits. */
  readonly hashes: readonly string[];
}

const COUNT = 10;
const SYMBOLS = 12;
const GROUP = /.{4}(?=.)/g;
/** Crockford's base32: no I, L, O and U, which look like others or make words. A symbol is 5 bits, a code 60. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Creates ten codes of 60 bits for a user. The caller removes earlier codes. */
export function makeRecoveryCodes(random: Random, userId: string): RecoveryCodes {
  const codes = Array.from({ length: COUNT }, () => newCode(random));
  return { codes, hashes: codes.map((code) => hashOf(code, userId)) };
}

/**
 * The stored hash of a typed code, in letters of any case and with or without dashes; undefined when none matches. A code
 * works once: of two concurrent requests, the one whose statement deletes the hash has used it. The duration does not
 * depend on which hash matches, or whether one does.
 */
export function findRecoveryCode(hashes: readonly string[], typed: string, userId: string): string | undefined {
  const wanted = Buffer.from(hashOf(typed, userId), 'hex');
  let found: string | undefined;
  for (const hash of hashes) {
    const kept = Buffer.from(hash, 'hex');
    if (kept.length === wanted.length && timingSafeEqual(kept, wanted)) found = hash;
  }
  return found;
}

/** 256 is a multiple of 32, so a random byte modulo 32 gives each symbol with the same probability. */
function newCode(random: Random): string {
  const bytes = Buffer.from(random.hex(SYMBOLS), 'hex');
  const symbols = Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return symbols.replace(GROUP, '$&-');
}

/** 60 random bits need no slow hash. With the user in the hash, one guess cannot be tried on all users. */
function hashOf(code: string, userId: string): string {
  const symbols = code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return createHash('sha256')
    .update(JSON.stringify([userId, symbols]))
    .digest('hex');
}
