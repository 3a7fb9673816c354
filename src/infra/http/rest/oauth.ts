import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GoogleSignIn, SignInFailure } from '../../../domain/access/sign-in/google-sign-in.ts';
import { SIGN_IN_TTL_MS } from '../../../domain/access/sign-in/oauth-sign-in.ts';
import { errorBody } from '../error-body.ts';

export interface OAuthOptions {
  /** undefined where Google is not set up. */
  readonly google: GoogleSignIn | undefined;
  /** Where browsers go that are not signed in; undefined: they are answered here. */
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

/** What a browser is told where no page of its own is set to say it. */
const TOLD: Readonly<Record<SignInFailure, { readonly status: number; readonly message: string }>> = {
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

/** Where a browser begins to sign in with Google, and where Google sends it back to. */
export function serveOAuth(http: FastifyInstance, { google, errorUrl, cookie }: OAuthOptions): void {
  // HEAD would begin and end sign-ins too, and is sent by programs that only look.
  const route = { exposeHeadRoute: false };

  http.get<{ Querystring: { return_to?: unknown } }>(START, route, async ({ query, headers }, reply) => {
    keepPrivate(reply);
    if (!google) return reply.code(404).send(errorBody(NOT_SET_UP, 'NOT_FOUND'));
    const { return_to: returnTo } = query;
    if (returnTo !== undefined && typeof returnTo !== 'string') return refuseReturn(reply);
    const begun = await google.begin(returnTo, secretIn(headers.cookie, NAMES[cookie]));
    if (begun.kind === 'RETURN_ADDRESS_REFUSED') return refuseReturn(reply);
    if (begun.kind === 'FAILED') return sendAway(reply, begun.code, errorUrl);
    return reply.header('set-cookie', cookieOf(begun.secret, cookie)).redirect(begun.url, 302);
  });

  http.get(`${START}/callback`, route, async (request, reply) => {
    keepPrivate(reply);
    if (!google) return reply.code(404).send(errorBody(NOT_SET_UP, 'NOT_FOUND'));
    const secret = secretIn(request.headers.cookie, NAMES[cookie]);
    const { address } = request.caller;
    const ended = await google.end({ query: queryOf(request), secret, address });
    return ended.kind === 'FAILED' ? sendAway(reply, ended.code, errorUrl) : reply.redirect(ended.url, 302);
  });
}

/** Nothing of this is kept by anybody on the way, nor told to the next page. */
function keepPrivate(reply: FastifyReply): void {
  reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
}

function refuseReturn(reply: FastifyReply): FastifyReply {
  return reply.code(400).send(errorBody(RETURN_REFUSED, 'INVALID_INPUT'));
}

function sendAway(reply: FastifyReply, code: SignInFailure, errorUrl: string | undefined): FastifyReply {
  if (errorUrl === undefined) return reply.code(TOLD[code].status).send(errorBody(TOLD[code].message, code));
  const url = new URL(errorUrl);
  url.searchParams.set('error', code);
  return reply.redirect(url.href, 302);
}

function queryOf({ url }: FastifyRequest): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
}

function cookieOf(secret: string, cookie: SignInCookie): string {
  const attributes = [`Max-Age=${SIGN_IN_TTL_MS / 1000}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  if (cookie === 'secure') attributes.push('Secure');
  return [`${NAMES[cookie]}=${secret}`, ...attributes].join('; ');
}

/** undefined when the browser has none, or more than one: then nobody knows which is ours. */
function secretIn(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  const [found, ...more] = pairs.filter((pair) => pair.startsWith(`${name}=`));
  return more.length > 0 ? undefined : found?.slice(name.length + 1);
}
