import { z } from 'zod';
import type { RefreshSessionMutation } from '../../../cli/generated/graphql.ts';
import type { Access } from '../../../domain/access/access.ts';
import { callRoute, operationRoute, PRIVATE, type Route, refusal } from '../../../infra/http/rest/route.ts';

const publicPost = { method: 'POST', permission: 'public', headers: PRIVATE } as const;
/** As much as a change over GraphQL costs at least. */
const CHANGE_POINTS = 10;
const ONLY_OWNER = 'Only the owner of the machine of a development server may ask for this.';

/** Links by which browsers sign in, each good once, and the sessions they open. */
export function signInLinkRoutes(access: Pick<Access, 'localSignInSecret' | 'sessions'>): readonly Route[] {
  return [
    callRoute({
      ...publicPost,
      path: '/api/auth/sign-in-link',
      summary: 'Makes a sign-in link for the owner of the machine, on a development server.',
      points: CHANGE_POINTS,
      call: async ({ actor: { credential, roles } }) => {
        // The link makes an owner, so a local token of a lesser role gets none.
        const isOwner = credential === 'LOCAL' && roles.includes('owner');
        return isOwner ? { body: { code: await access.localSignInSecret() } } : refusal(403, 'FORBIDDEN', ONLY_OWNER);
      },
    }),
    callRoute({
      ...publicPost,
      path: '/api/auth/link',
      summary: 'Signs in by the code of a link.',
      points: CHANGE_POINTS,
      body: z.strictObject({ code: z.string(), mfa_code: z.string().nullish() }),
      call: async ({ body: { code, mfa_code } }) => ({
        body: tokensBody(await access.sessions.signInByLink(code, mfa_code || null)),
      }),
    }),
    operationRoute<RefreshSessionMutation, unknown, unknown, { refresh_token: string }>({
      ...publicPost,
      path: '/api/auth/refresh',
      summary: 'New tokens for a refresh token, which is worthless then.',
      body: z.strictObject({ refresh_token: z.string() }),
      operation: 'RefreshSession',
      variables: ({ body }) => ({ input: { refreshToken: body.refresh_token } }),
      respond: ({ refreshSession }) => ({ body: tokensBody(refreshSession?.tokens) }),
    }),
  ];
}

interface Tokens {
  readonly accessToken: string;
  readonly accessExpiresAt: Date | string;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date | string;
}

/** As OAuth 2.0 names them (RFC 6749). */
function tokensBody(tokens: Tokens | null | undefined) {
  return {
    access_token: tokens?.accessToken,
    token_type: 'Bearer',
    expires_at: tokens?.accessExpiresAt,
    refresh_token: tokens?.refreshToken,
    refresh_expires_at: tokens?.refreshExpiresAt,
  };
}
