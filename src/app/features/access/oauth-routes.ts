import { z } from 'zod';
import type { GoogleSignIn, SignInFailure } from '../../../domain/access/sign-in/google-sign-in.ts';
import { SIGN_IN_TTL_MS } from '../../../domain/access/sign-in/oauth-sign-in.ts';
import { callRoute, PRIVATE, type RestResponse, type Route, refusal } from '../../../infra/http/rest/route.ts';

export interface OAuthOptions {
  /** undefined if Google is not configured. */
  readonly google: GoogleSignIn | undefined;
  /** The page for browsers after a failed sign-in; undefined: this server returns an error. */
  readonly errorUrl: string | undefined;
  readonly cookie: SignInCookie;
}

/** `plain` is for a local server without TLS, where some browsers do not store a `Secure` cookie. */
export type SignInCookie = 'secure' | 'plain';

const START = '/api/auth/oauth/google';
const NAMES: Readonly<Record<SignInCookie, string>> = { secure: '__Host-aragora-sign-in', plain: 'aragora-sign-in' };
const NOT_SET_UP =
  'Sign-in with Google is not configured on this server. Set GOOGLE_OAUTH_CLIENT_ID, GOOGLE_OAUTH_CLIENT_SECRET and GOOGLE_OAUTH_REDIRECT_URI.';
const RETURN_REFUSED =
  'return_to: must be a normalised https URL of a host in OAUTH_ALLOWED_REDIRECT_HOSTS, without user, password or fragment. Without return_to the browser goes to OAUTH_SUCCESS_URL, if it is set.';

/** The response to a failed sign-in if no error page is configured. */
const FAILURES: Readonly<Record<SignInFailure, { readonly status: number; readonly message: string }>> = {
  STATE_INVALID: { status: 400, message: 'This sign-in has expired, or was started in another browser. Start again.' },
  DENIED: { status: 403, message: 'Google was not allowed to share your identity.' },
  PROVIDER_REFUSED: { status: 502, message: 'Google refused this sign-in. See the log for details.' },
  PROVIDER_UNAVAILABLE: { status: 503, message: 'Google cannot be reached at the moment. Try again later.' },
  IDENTITY_INVALID: { status: 502, message: 'The identity from Google is not valid. See the log for details.' },
  EMAIL_NOT_VERIFIED: { status: 403, message: 'Google has not verified the e-mail address of this account.' },
  NO_ACCOUNT: { status: 403, message: 'There is no user with this Google account on this server.' },
  DEACTIVATED: { status: 403, message: 'This user is deactivated.' },
  UNAVAILABLE: { status: 503, message: 'Sign-in is not available at the moment. Try again later.' },
};

const browserRoute = {
  method: 'GET',
  permission: 'public',
  // The identity of the provider is the proof.
  proof: 'OWN',
  points: 10,
  // HEAD would also start and finish sign-ins, and programs send it only to check a link.
  head: 'REFUSED',
  headers: { ...PRIVATE, 'referrer-policy': 'no-referrer' },
} as const;

/** The route that starts a sign-in with Google, and the route that Google redirects to. */
export function oauthRoutes(options: OAuthOptions): readonly Route[] {
  return [startRoute(options), callbackRoute(options)];
}

function startRoute({ google, errorUrl, cookie }: OAuthOptions): Route {
  return callRoute({
    ...browserRoute,
    path: START,
    summary: 'Redirects a browser to Google to sign in.',
    query: z.strictObject({ return_to: z.string().optional() }),
    call: async ({ query: { return_to: returnTo }, cookie: header }) => {
      if (!google) return refusal(404, 'NOT_FOUND', NOT_SET_UP);
      const begun = await google.begin(returnTo, secretIn(header, NAMES[cookie]));
      if (begun.kind === 'RETURN_ADDRESS_REFUSED') return refusal(400, 'INVALID_INPUT', RETURN_REFUSED);
      if (begun.kind === 'FAILED') return failure(begun.code, errorUrl);
      return redirect(begun.url, { 'set-cookie': cookieOf(begun.secret, cookie) });
    },
  });
}

function callbackRoute({ google, errorUrl, cookie }: OAuthOptions): Route {
  return callRoute({
    ...browserRoute,
    path: `${START}/callback`,
    summary: 'The address that Google redirects the browser to.',
    // Google may send more parameters than the sign-in reads; the sign-in checks those.
    query: z.looseObject({}),
    call: async ({ search, address, cookie: header }) => {
      if (!google) return refusal(404, 'NOT_FOUND', NOT_SET_UP);
      const ended = await google.end({ query: search, secret: secretIn(header, NAMES[cookie]), address });
      return ended.kind === 'FAILED' ? failure(ended.code, errorUrl) : redirect(ended.url);
    },
  });
}

function failure(code: SignInFailure, errorUrl: string | undefined): RestResponse {
  if (errorUrl === undefined) return refusal(FAILURES[code].status, code, FAILURES[code].message);
  const url = new URL(errorUrl);
  url.searchParams.set('error', code);
  return redirect(url.href);
}

function redirect(location: string, headers: Readonly<Record<string, string>> = {}): RestResponse {
  return { status: 302, headers: { ...headers, location } };
}

function cookieOf(secret: string, cookie: SignInCookie): string {
  const attributes = [`Max-Age=${SIGN_IN_TTL_MS / 1000}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  if (cookie === 'secure') attributes.push('Secure');
  return [`${NAMES[cookie]}=${secret}`, ...attributes].join('; ');
}

/** undefined if the browser has no such cookie, or several: then it is unknown which one this server set. */
function secretIn(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  const [found, ...more] = pairs.filter((pair) => pair.startsWith(`${name}=`));
  return more.length > 0 ? undefined : found?.slice(name.length + 1);
}
