import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isSignatureOf } from '../../../src/domain/receipts/receipt-key.ts';

interface Vector {
  readonly tcId: number;
  readonly publicKey: string;
  readonly msg: string;
  readonly sig: string;
  readonly result: 'valid' | 'invalid';
}

const file = new URL('vectors/ed25519.json', import.meta.url);
const { tests } = JSON.parse(readFileSync(file, 'utf8')) as { tests: readonly Vector[] };

describe('the signature of a receipt', () => {
  it('is tested with all 145 vectors', () => {
    expect([tests.length, tests.filter(({ result }) => result === 'valid').length]).toEqual([145, 84]);
  });

  it.each(tests)('vector $tcId is $result', ({ publicKey, msg, sig, result }) => {
    const key = Buffer.from(publicKey, 'hex').toString('base64url');
    expect(isSignatureOf(Buffer.from(msg, 'hex'), Buffer.from(sig, 'hex'), key)).toBe(result === 'valid');
  });
});
