import { z } from 'zod';
import type { GoogleSignIn, SignInFailure } from '../../../domain/access/sign-in/google-sign-in.ts';
import { SIGN_IN_TTL_MS } from '../../../domain/access/sign-in/oauth-sign-in.ts';
import { callRoute, PRIVATE, type RestResponse, type Route, refusal } from '../../../infra/http/rest/route.ts';

export interface OAuthOptions {
  /** undefined where Google is not set up. */
  readonly google: GoogleSignIn | undefined;
  /** Where browsers go whose sign-in failed; undefined: they get an error from this server. */
  readonly errorUrl: string | undefined;
  readonly cookie: SignInCookie;
}

/** `plain` is for a server that is reached without TLS, on this machine: some browsers keep no other cookie there. */
export type SignInCookie = 'secure' | 'plain';

const START = '/api/auth/oauth/google';
const NAMES: Readonly<Record<SignInCookie, string>> = { secure: '__Host-aragora-sign-in', plain: 'aragora-sign-in' };
const NOT_SET_UP =
  'Signing in with Google is not set up on this server. To set it up: GOOGLE_OAUTH_CLIENT_ID, GOOGLE_OAUTH_CLIENT_SECRET and GOOGLE_OAUTH_REDIRECT_URI.';
const RETURN_REFUSED =
  'return_to: browsers are only sent to hosts of OAUTH_ALLOWED_REDIRECT_HOSTS, over https, by a plain address without a fragment. Without return_to they go to OAUTH_SUCCESS_URL, if it is set.';

/** The error of a failed sign-in, where no page is set to show it. */
const FAILURES: Readonly<Record<SignInFailure, { readonly status: number; readonly message: string }>> = {
  STATE_INVALID: { status: 400, message: 'This sign-in is over, or began in another browser. Begin again.' },
  DENIED: { status: 403, message: 'Google was not allowed to say who you are.' },
  PROVIDER_REFUSED: { status: 502, message: 'Google refused this sign-in. The log says more.' },
  PROVIDER_UNAVAILABLE: { status: 503, message: 'Google cannot be reached at the moment. Try again.' },
  IDENTITY_INVALID: { status: 502, message: 'What came from Google proves nothing. The log says more.' },
  EMAIL_NOT_VERIFIED: { status: 403, message: 'Google has not verified the e-mail address of this account.' },
  NO_ACCOUNT: { status: 403, message: 'There is no user with this Google account here.' },
  DEACTIVATED: { status: 403, message: 'This user is deactivated.' },
  UNAVAILABLE: { status: 503, message: 'Signing in does not work at the moment. Try again.' },
};

const browserRoute = {
  method: 'GET',
  permission: 'public',
  points: 10,
  // HEAD would begin and end sign-ins too, and is sent by programs that only look.
  head: 'REFUSED',
  headers: { ...PRIVATE, 'referrer-policy': 'no-referrer' },
} as const;

/** Where a browser begins to sign in with Google, and where Google sends it back to. */
export function oauthRoutes({ google, errorUrl, cookie }: OAuthOptions): readonly Route[] {
  return [
    callRoute({
      ...browserRoute,
      path: START,
      summary: 'Sends a browser to Google to sign in.',
      query: z.strictObject({ return_to: z.string(RETURN_REFUSED).optional() }),
      call: async ({ query: { return_to: returnTo }, cookie: header }) => {
        if (!google) return refusal(404, 'NOT_FOUND', NOT_SET_UP);
        const begun = await google.begin(returnTo, secretIn(header, NAMES[cookie]));
        if (begun.kind === 'RETURN_ADDRESS_REFUSED') return refusal(400, 'INVALID_INPUT', RETURN_REFUSED);
        if (begun.kind === 'FAILED') return failure(begun.code, errorUrl);
        return redirect(begun.url, { 'set-cookie': cookieOf(begun.secret, cookie) });
      },
    }),
    callRoute({
      ...browserRoute,
      path: `${START}/callback`,
      summary: 'Where Google sends the browser back to.',
      // What a provider sends is checked by the sign-in, and may be more than it has to be.
      query: z.looseObject({}),
      call: async ({ search, address, cookie: header }) => {
        if (!google) return refusal(404, 'NOT_FOUND', NOT_SET_UP);
        const ended = await google.end({ query: search, secret: secretIn(header, NAMES[cookie]), address });
        return ended.kind === 'FAILED' ? failure(ended.code, errorUrl) : redirect(ended.url);
      },
    }),
  ];
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

/** undefined when the browser has no such cookie, or more than one: then nobody knows which is ours. */
function secretIn(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  const [found, ...more] = pairs.filter((pair) => pair.startsWith(`${name}=`));
  return more.length > 0 ? undefined : found?.slice(name.length + 1);
}
