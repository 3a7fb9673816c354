import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/app/config.ts';
import { encryptionMistakes } from '../../../src/infra/encryption/setting-mistakes.ts';

const [ONE, OTHER] = ['0123456789abcdef'.repeat(4), 'fedcba9876543210'.repeat(4)];
const read = (value: string) => readConfig({ ARAGORA_ENCRYPTION_KEY: value });

describe('ARAGORA_ENCRYPTION_KEY', () => {
  it('holds one or several keys in order, in digits of any case', () => {
    const bytes = (keys: string) => read(keys).encryptionKeys?.map((key) => Buffer.from(key).toString('hex'));
    expect(bytes(ONE)).toEqual([ONE]);
    expect(bytes(`${OTHER.toUpperCase()}, ${ONE}`)).toEqual([OTHER, ONE]);
    expect(readConfig({}).encryptionKeys).toBeUndefined();
  });

  it.each([
    ['a key that is too short', ONE.slice(2), 'key 1 of 1 has 62 digits: a key is 32 bytes, 64 hexadecimal digits'],
    ['a key that is too long', `${ONE}${OTHER}`, 'key 1 of 1 has 128 digits'],
    ['a word', `${ONE},hunter2`, 'key 2 of 2 holds what is no hexadecimal digit: a key is 32 bytes'],
    ['base64', Buffer.from(ONE, 'hex').toString('base64'), 'no hexadecimal digit'],
    ['an empty key at the start', `,${ONE}`, 'key 1 of 2 is empty'],
    ['an empty key at the end', `${ONE},`, 'key 2 of 2 is empty'],
    ['the same key twice', `${ONE},${OTHER},${ONE.toUpperCase()}`, 'key 3 of 3 is the same as key 1'],
  ])('rejects %s, and says which key without showing it', (_, value, reason) => {
    expect(() => read(value)).toThrow(reason);
    for (const secret of value.split(',').filter((part) => part !== ''))
      expect(() => read(value)).not.toThrow(secret.slice(0, 7));
    expect(() => read(value)).not.toThrow('undefined');
  });

  it('is required in production, and only there', () => {
    expect(encryptionMistakes({ env: 'production' }, [])).toEqual([
      expect.stringMatching(/^ARAGORA_ENCRYPTION_KEY is not set.*Data will not be recoverable after restart/),
    ]);
    expect(encryptionMistakes({ env: 'production' }, ['ARAGORA_ENCRYPTION_KEY'])).toEqual([]);
    expect(encryptionMistakes({ env: 'development' }, [])).toEqual([]);
    expect(encryptionMistakes({ env: 'test' }, [])).toEqual([]);
  });
});
