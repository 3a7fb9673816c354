import { createHmac } from 'node:crypto';
import type { LocalClaims } from '../../domain/access/ports.ts';

export const ISSUER = 'aragora';
export const AUDIENCE = 'aragora-api';
export const ALGORITHM = 'HS256';
export const LOCAL_TYPE = 'local+jwt';

/** When a token was issued and expires, and its id. */
export interface TokenTimes {
  readonly id: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/**
 * A JSON Web Token with HMAC-SHA256 for the server of this machine. Signed without a library: each command signs one, and
 * loading the library would take longer.
 */
export function signLocalToken(secret: Uint8Array, { role }: LocalClaims, times: TokenTimes): string {
  const { id, issuedAt, expiresAt } = times;
  const head = { alg: ALGORITHM, typ: LOCAL_TYPE };
  const dates = { iat: seconds(issuedAt), exp: seconds(expiresAt) };
  const claims = { sub: 'local', role, iss: ISSUER, aud: AUDIENCE, jti: id, ...dates };
  const signed = `${part(head)}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
