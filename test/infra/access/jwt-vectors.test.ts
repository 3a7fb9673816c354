import { readFileSync } from 'node:fs';
import { base64url, compactVerify, importJWK, type JWK, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { JwtAccessTokens } from '../../../src/infra/access/jwt.ts';
import { systemIds } from '../../../src/infra/runtime.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function vectorsIn<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`vectors/${name}.json`, import.meta.url), 'utf8')) as T;
}

/** A moment before the tokens of RFC 7515 expire, so that only the signature matters. */
const THEN = new Date('2011-03-22T12:00:00Z');

function tokensUnder(secret: Uint8Array): JwtAccessTokens {
  return new JwtAccessTokens({ current: secret }, new FakeClock(THEN.toISOString()), systemIds());
}

describe('RFC 7515, appendix A', () => {
  const payload = 'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';
  const octets: JWK = {
    kty: 'oct',
    k: 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow',
  };
  const rsa: JWK = {
    kty: 'RSA',
    n: 'ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ',
    e: 'AQAB',
  };
  const ec: JWK = {
    kty: 'EC',
    crv: 'P-256',
    x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
    y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
  };
  const examples = [
    {
      name: 'A.1, HS256',
      alg: 'HS256',
      key: octets,
      token: `eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.${payload}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk`,
    },
    {
      name: 'A.2, RS256',
      alg: 'RS256',
      key: rsa,
      token: `eyJhbGciOiJSUzI1NiJ9.${payload}.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw`,
    },
    {
      name: 'A.3, ES256',
      alg: 'ES256',
      key: ec,
      token: `eyJhbGciOiJFUzI1NiJ9.${payload}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q`,
    },
  ];
  const unsecured = `eyJhbGciOiJub25lIn0.${payload}.`;

  it.each(examples)(
    '$name: the library accepts it with its key, and rejects it with one changed bit',
    async (example) => {
      const { alg, token } = example;
      const key = await importJWK(example.key, alg);
      const options = { algorithms: [alg], currentDate: THEN };
      expect((await jwtVerify(token, key, options)).payload).toMatchObject({ iss: 'joe', exp: 1_300_819_380 });
      const at = token.lastIndexOf('.') + 1;
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      await expect(jwtVerify(changed, key, options)).rejects.toMatchObject({
        code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
      });
    },
  );

  it.each([...examples, { name: 'A.5, without a signature', token: unsecured }])(
    '$name: is not an access token',
    async ({ token }) => {
      expect(await tokensUnder(base64url.decode(octets.k ?? '')).read(token)).toBeUndefined();
    },
  );

  it('A.5: the library rejects an unsigned token with every key', async () => {
    for (const { alg, key } of examples)
      await expect(jwtVerify(unsecured, await importJWK(key, alg), { algorithms: [alg] })).rejects.toMatchObject({
        code: 'ERR_JOSE_ALG_NOT_ALLOWED',
      });
  });

  it('the key of A.1 can sign and verify access tokens', async () => {
    const claims = { userId: 'usr_1', sessionId: 'ses_1', tokenVersion: 1, impersonatorId: null };
    const tokens = tokensUnder(base64url.decode(octets.k ?? ''));
    const token = await tokens.issue(claims, new Date(THEN.getTime() + 1000));
    expect(await tokens.read(token)).toEqual({ session: claims });
  });
});

describe('JSON Web Signatures of Wycheproof', () => {
  const { key, tests } = vectorsIn<{
    key: string;
    tests: readonly { tcId: number; jws: string; result: 'valid' | 'invalid' }[];
  }>('jws-hs256');

  it.each(tests)('vector $tcId is $result', async ({ jws, result }) => {
    const verified = compactVerify(jws, base64url.decode(key), { algorithms: ['HS256'] });
    if (result === 'valid') expect(Buffer.from((await verified).payload).toString()).toBe('foo');
    else await expect(verified).rejects.toThrow();
    // None of these tokens has the claims of an access token.
    expect(await tokensUnder(base64url.decode(key)).read(jws)).toBeUndefined();
  });

  it('have all 17 vectors', () => {
    expect([tests.length, tests.filter(({ result }) => result === 'valid').length]).toEqual([17, 1]);
  });
});

describe('HMAC-SHA256 of Wycheproof, computed by the library', () => {
  const { tests } = vectorsIn<{
    tests: readonly { tcId: number; key: string; msg: string; tag: string; result: 'valid' | 'invalid' }[];
  }>('hmac-sha256');

  it('has all 87 vectors', () => {
    expect([tests.length, tests.filter(({ result }) => result === 'valid').length]).toEqual([87, 33]);
  });

  it.each(tests)('vector $tcId is $result', async ({ key, msg, tag, result }) => {
    const hmac = { name: 'HMAC', hash: 'SHA-256' };
    const imported = await crypto.subtle.importKey('raw', Buffer.from(key, 'hex'), hmac, false, ['sign', 'verify']);
    const [message, expected] = [Buffer.from(msg, 'hex'), Buffer.from(tag, 'hex')];
    expect(await crypto.subtle.verify('HMAC', imported, expected, message)).toBe(result === 'valid');
    const computed = Buffer.from(await crypto.subtle.sign('HMAC', imported, message));
    expect(computed.equals(expected)).toBe(result === 'valid');
  });
});
