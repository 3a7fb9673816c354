import { z } from 'zod';
import type { RefreshSessionMutation } from '../../../cli/generated/graphql.ts';
import type { Access } from '../../../domain/access/access.ts';
import { callRoute, operationRoute, PRIVATE, type Route, refusal } from '../../../infra/http/rest/route.ts';

const publicPost = { method: 'POST', permission: 'public', headers: PRIVATE } as const;
/** The minimum cost of a mutation over GraphQL. */
const CHANGE_POINTS = 10;
const ONLY_OWNER = 'Only the operator of the machine of a development server may request this.';

type Doors = Pick<Access, 'localSignInSecret' | 'sessions'>;

/** One-time links that sign a browser in, and their sessions. */
export function signInLinkRoutes(access: Doors): readonly Route[] {
  return [createLinkRoute(access), useLinkRoute(access), refreshRoute()];
}

function createLinkRoute(access: Doors): Route {
  return callRoute({
    ...publicPost,
    proof: 'OWN',
    path: '/api/auth/sign-in-link',
    summary: 'Creates a sign-in link for the operator of the machine, on a development server.',
    points: CHANGE_POINTS,
    call: async ({ actor: { credential, roles } }) => {
      // The link signs in an owner, so a local token of a lesser role gets none.
      const isOwner = credential === 'LOCAL' && roles.includes('owner');
      return isOwner ? { body: { code: await access.localSignInSecret() } } : refusal(403, 'FORBIDDEN', ONLY_OWNER);
    },
  });
}

function useLinkRoute(access: Doors): Route {
  return callRoute({
    ...publicPost,
    proof: 'OWN',
    path: '/api/auth/link',
    summary: 'Signs in with the code of a link.',
    points: CHANGE_POINTS,
    body: z.strictObject({ code: z.string(), mfa_code: z.string().nullish() }),
    call: async ({ body: { code, mfa_code } }) => ({
      body: tokensBody(await access.sessions.signInByLink(code, mfa_code || null)),
    }),
  });
}

function refreshRoute(): Route {
  return operationRoute<RefreshSessionMutation, unknown, unknown, { refresh_token: string }>({
    ...publicPost,
    path: '/api/auth/refresh',
    summary: 'Exchanges a refresh token for new tokens; the old one becomes invalid.',
    body: z.strictObject({ refresh_token: z.string() }),
    operation: 'RefreshSession',
    variables: ({ body }) => ({ input: { refreshToken: body.refresh_token } }),
    respond: ({ refreshSession }) => ({ body: tokensBody(refreshSession?.tokens) }),
  });
}

interface Tokens {
  readonly accessToken: string;
  readonly accessExpiresAt: Date | string;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date | string;
}

/** With the names of OAuth 2.0 (RFC 6749). */
function tokensBody(tokens: Tokens | null | undefined) {
  return {
    access_token: tokens?.accessToken,
    token_type: 'Bearer',
    expires_at: tokens?.accessExpiresAt,
    refresh_token: tokens?.refreshToken,
    refresh_expires_at: tokens?.refreshExpiresAt,
  };
}
