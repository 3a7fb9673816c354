import { createHash } from 'node:crypto';
import type { Ids } from './ports.ts';

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_DIGITS = 10;
const HASH_DIGITS = 16;

/**
 * Ids in the usual form (prefix, `_`, ULID in lower case: 48 bits of milliseconds, 80 further bits), where the 80 bits
 * are a hash of the seed, the prefix and the number of previous ids with this prefix.
 */
export function derivedIds(seed: string, since: Date): Ids {
  const counts = new Map<string, number>();
  return {
    next(prefix) {
      const nth = counts.get(prefix) ?? 0;
      counts.set(prefix, nth + 1);
      const hash = createHash('sha256')
        .update(JSON.stringify([seed, prefix, nth]))
        .digest();
      const digits = [...hash.subarray(0, HASH_DIGITS)].map((byte) => DIGITS[byte % DIGITS.length]);
      return `${prefix}_${timeDigits(since.getTime())}${digits.join('')}`;
    },
  };
}

function timeDigits(ms: number): string {
  let [left, text] = [ms, ''];
  for (let digit = 0; digit < TIME_DIGITS; digit++) {
    text = `${DIGITS[left % DIGITS.length]}${text}`;
    left = Math.floor(left / DIGITS.length);
  }
  return text;
}
