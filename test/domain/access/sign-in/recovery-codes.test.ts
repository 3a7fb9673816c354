import { describe, expect, it } from 'vitest';
import { findRecoveryCode, makeRecoveryCodes } from '../../../../src/domain/access/sign-in/recovery-codes.ts';
import { systemRandom } from '../../../../src/infra/runtime.ts';

const made = () => makeRecoveryCodes(systemRandom, 'usr_1');

describe('recovery codes', () => {
  it('are ten of 60 bits, in groups that people can type', () => {
    const { codes, hashes } = made();
    expect([codes.length, new Set(codes).size, new Set(hashes).size]).toEqual([10, 10, 10]);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
  });

  it('use each symbol with about the same frequency', () => {
    const counts = new Map<string, number>();
    for (let round = 0; round < 300; round++)
      for (const symbol of made().codes.join('').replaceAll('-', '')) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    const expected = (300 * 10 * 12) / 32;
    expect(counts.size).toBe(32);
    for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(6 * Math.sqrt(expected));
  });

  it('are stored only as hashes', () => {
    const { codes, hashes } = made();
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(codes.some((code) => hashes.join().toUpperCase().includes(code.replaceAll('-', '')))).toBe(false);
  });

  it('are found by the typed text until they are used', () => {
    const { codes, hashes } = made();
    for (const [index, code] of codes.entries()) {
      expect(findRecoveryCode(hashes, code, 'usr_1')).toBe(hashes[index]);
      const left = hashes.filter((hash) => hash !== hashes[index]);
      expect(findRecoveryCode(left, code, 'usr_1')).toBeUndefined();
    }
  });

  it('are accepted in small letters, without dashes, and with letters that look like digits', () => {
    const { codes, hashes } = made();
    const [code = ''] = codes;
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    expect(findRecoveryCode(hashes, typed, 'usr_1')).toBe(hashes[0]);
  });

  it('do not work for another user, and no other text works', () => {
    const { codes, hashes } = made();
    expect(findRecoveryCode(hashes, codes[0] ?? '', 'usr_2')).toBeUndefined();
    for (const typed of ['', '----', hashes[0] ?? '', `${codes[0]}0`, (codes[0] ?? '').slice(0, -1)])
      expect(findRecoveryCode(hashes, typed, 'usr_1')).toBeUndefined();
    expect(findRecoveryCode(['', 'ab', 'no hash'], codes[0] ?? '', 'usr_1')).toBeUndefined();
  });
});
