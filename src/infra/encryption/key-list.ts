import { Rejected, type ValueType, valueType } from '../config/value-types.ts';

/** Number of hexadecimal digits of a key. */
export const KEY_DIGITS = 64;

/** Keys of 32 bytes in hexadecimal digits, separated by commas. No key is listed twice. */
export function encryptionKeys(): ValueType<readonly Uint8Array[]> {
  return valueType(`a comma separated list of keys, each of 32 bytes as ${KEY_DIGITS} hexadecimal digits`, (value) => {
    const keys = value.split(',').map((key) => key.trim().toLowerCase());
    for (const [index, key] of keys.entries()) {
      const reason = reasonAgainst(key, keys.indexOf(key), index);
      if (reason) return new Rejected(`key ${index + 1} of ${keys.length} ${reason}`);
    }
    return keys.map((key) => Buffer.from(key, 'hex'));
  });
}

/** The reason shows only the length of the key. */
function reasonAgainst(key: string, firstIndex: number, index: number): string | undefined {
  const form = `a key is 32 bytes, ${KEY_DIGITS} hexadecimal digits; \`openssl rand -hex 32\` makes one`;
  if (key === '') return `is empty: ${form}`;
  if (/[^0-9a-f]/.test(key)) return `holds what is no hexadecimal digit: ${form}`;
  if (key.length !== KEY_DIGITS) return `has ${key.length} digits: ${form}`;
  return firstIndex < index ? `is the same as key ${firstIndex + 1}: name each once` : undefined;
}
