import { describe, expect, it } from 'vitest';
import { isReturnAddress } from '../../../../src/domain/access/sign-in/return-address.ts';
import { HOSTILE_ADDRESSES } from '../../../support/hostile-addresses.ts';

const HOSTS = [
  'app.example.com',
  'app.example.com:8443',
  'localhost:5173',
  '127.0.0.1',
  '[::1]:8080',
  'xn--bcher-kva.example',
];

describe('the target of a browser after sign-in', () => {
  it.each([
    'https://app.example.com',
    'https://app.example.com/',
    'https://app.example.com/debates/dbt_1?tab=live&next=//evil.example',
    'https://app.example.com:8443/x',
    'http://localhost:5173/',
    'https://localhost:5173/',
    'http://127.0.0.1/',
    'http://[::1]:8080/',
    'https://xn--bcher-kva.example/',
  ])('is %s', (address) => {
    expect(isReturnAddress(address, HOSTS)).toBe(true);
  });

  it.each(HOSTILE_ADDRESSES)('is not %j', (address) => {
    expect(isReturnAddress(address, HOSTS)).toBe(false);
  });

  it('is refused when no host is allowed', () => {
    expect(isReturnAddress('https://app.example.com/', [])).toBe(false);
  });
});
