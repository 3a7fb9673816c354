import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Totp } from '../../../../src/domain/access/sign-in/totp.ts';
import { otplibCodes } from '../../../../src/infra/access/otplib.ts';
import { systemRandom } from '../../../../src/infra/runtime.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

// The SHA-1 rows of RFC 6238, appendix B. Apps show the last six digits.
const RFC_SECRET = otplibCodes.secretOf(Buffer.from('12345678901234567890'));
const RFC_ROWS: readonly (readonly [number, string])[] = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
];

function totpAt(seconds: number): Totp {
  const clock = new FakeClock(new Date(seconds * 1000).toISOString());
  return new Totp({ codes: otplibCodes, random: systemRandom, clock });
}

/** A second implementation of RFC 4226. */
function codeOf(key: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = digest.readUInt8(19) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

describe('a code of an authenticator app', () => {
  it.each(RFC_ROWS)('at %i s is that of RFC 6238, %s', (seconds, code) => {
    expect(totpAt(seconds).accept(RFC_SECRET, code.slice(-6), null)).toBe(Math.floor(seconds / 30));
  });

  it('is accepted in its step, the previous and the next one, exact to the second', () => {
    const [, code] = [59, '287082'];
    const accepted = (seconds: number) => totpAt(seconds).accept(RFC_SECRET, code, null);
    expect([0, 29, 30, 59, 60, 89].map(accepted)).toEqual([1, 1, 1, 1, 1, 1]);
    expect([90, 119, 120, 3_600].map(accepted)).toEqual([undefined, undefined, undefined, undefined]);
    expect(totpAt(1_111_111_049).accept(RFC_SECRET, '081804', null)).toBeUndefined();
    expect(totpAt(1_111_111_050).accept(RFC_SECRET, '081804', null)).toBe(37_037_036);
  });

  it('matches the second implementation for all secrets and steps', () => {
    const key = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => Buffer.from(bytes));
    const anyStep = fc.integer({ min: 1, max: 200_000_000 });
    fc.assert(
      fc.property(key, anyStep, fc.integer({ min: -1, max: 1 }), fc.nat(29), (bytes, step, away, second) => {
        const secret = otplibCodes.secretOf(bytes);
        const found = totpAt((step + away) * 30 + second).accept(secret, codeOf(bytes, step), null);
        // Two neighbouring steps may have the same code, once in a million.
        return found !== undefined && codeOf(bytes, found) === codeOf(bytes, step);
      }),
    );
  });

  it('is refused a second time, and so is a code of an earlier step', () => {
    const totp = totpAt(59);
    const step = totp.accept(RFC_SECRET, '287082', null);
    expect(step).toBe(1);
    expect(totp.accept(RFC_SECRET, '287082', 1)).toBeUndefined();
    expect(totp.accept(RFC_SECRET, '287082', 2)).toBeUndefined();
    expect(totp.accept(RFC_SECRET, '287082', 0)).toBe(1);
  });

  it('stays refused when the clock is set back', () => {
    expect(totpAt(59).accept(RFC_SECRET, '287082', 50_000_000)).toBeUndefined();
  });

  it('is accepted as apps show it', () => {
    expect(totpAt(59).accept(RFC_SECRET, ' 287 082 ', null)).toBe(1);
  });

  it.each(['', '28708', '2870820', '28708a', '２８７０８２', '-87082', '2.8708', '287081'])('is not %j', (typed) => {
    expect(totpAt(59).accept(RFC_SECRET, typed, null)).toBeUndefined();
  });
});

describe('enrolling', () => {
  it('creates a new secret of 160 bits in base32 each time', () => {
    const secrets = Array.from({ length: 100 }, () => totpAt(0).enrol('ann').secret);
    expect(secrets.every((secret) => /^[A-Z2-7]{32}$/.test(secret))).toBe(true);
    expect(new Set(secrets).size).toBe(100);
  });

  it('creates an address that apps can read', () => {
    const { secret, address } = totpAt(0).enrol('ann+x@example.com');
    const url = new URL(address);
    expect([url.protocol, url.host, decodeURIComponent(url.pathname)]).toEqual([
      'otpauth:',
      'totp',
      '/Aragora:ann+x@example.com',
    ]);
    expect([url.searchParams.get('secret'), url.searchParams.get('issuer')]).toEqual([secret, 'Aragora']);
    expect([url.searchParams.get('algorithm') ?? 'SHA1', url.searchParams.get('digits') ?? '6']).toEqual(['SHA1', '6']);
    expect(url.searchParams.get('period') ?? '30').toBe('30');
  });

  it('keeps any account name complete in the address', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (account) => {
        const { pathname, searchParams } = new URL(totpAt(0).enrol(account).address);
        return decodeURIComponent(pathname) === `/Aragora:${account}` && searchParams.get('issuer') === 'Aragora';
      }),
    );
  });
});
