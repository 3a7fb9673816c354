import { createHash, timingSafeEqual } from 'node:crypto';
import type { Random } from '../../shared/ports.ts';

/** Time for the sign-in at the provider, in milliseconds. */
export const SIGN_IN_TTL_MS = 600_000;

/** 32 random bytes each, in hexadecimal: long enough for a PKCE verifier (RFC 7636: 43 to 128 characters). */
const SECRET_BYTES = 32;
const SECRET = /^[0-9a-f]{64}$/;

/** A pending sign-in of one browser. It ends when it is taken from its store. */
export interface StartedSignIn {
  /** Sent to the provider and back: identifies the callback of this sign-in. */
  readonly state: string;
  /** Returned inside the signed identity: proves that it was issued for this sign-in. */
  readonly nonce: string;
  /** PKCE verifier: required to redeem the provider's code. */
  readonly verifier: string;
  /** SHA-256 of the secret that the browser holds in a cookie, in hexadecimal. */
  readonly browser: string;
  /** Where the browser goes after the sign-in. */
  readonly returnTo: string;
}

/** `secret` goes into the browser's cookie. */
export function startSignIn(returnTo: string, secret: string, random: Random): StartedSignIn {
  return {
    state: random.hex(SECRET_BYTES),
    nonce: random.hex(SECRET_BYTES),
    verifier: random.hex(SECRET_BYTES),
    browser: digestOf(secret),
    returnTo,
  };
}

/**
 * The secret of a browser: the one it has, so that two sign-ins begun side by side can both end, or a new one. A page
 * of another site cannot plant one: the cookie's name forbids it where there is TLS.
 */
export function browserSecret(held: string | undefined, random: Random): string {
  return held !== undefined && SECRET.test(held) ? held : random.hex(SECRET_BYTES);
}

/** Whether the browser that holds this secret is the one that began. */
export function isBegunBy(started: StartedSignIn, secret: string | undefined): boolean {
  if (secret === undefined) return false;
  return timingSafeEqual(Buffer.from(digestOf(secret)), Buffer.from(started.browser));
}

/** The state in the query of a callback, when it can be one of ours. */
export function stateIn(query: string): string | undefined {
  const [state, ...more] = new URLSearchParams(query).getAll('state');
  return state !== undefined && more.length === 0 && SECRET.test(state) ? state : undefined;
}

function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
