import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Access } from '../../../domain/access/access.ts';
import type { SessionTokens } from '../../../domain/access/sign-in/session.ts';
import { UserError } from '../../../domain/shared/errors.ts';
import { errorBody } from '../error-body.ts';

interface Redeemed {
  readonly Body: { readonly code?: unknown; readonly mfa_code?: unknown; readonly refresh_token?: unknown } | undefined;
}

/** Links by which browsers sign in: whoever keeps the machine has them made, and each is good once. */
export function serveSignInLinks(http: FastifyInstance, access: Access): void {
  http.post('/api/auth/sign-in-link', async ({ caller }, reply) => {
    const { credential, roles } = caller.actor;
    // The link makes an owner, so whoever was handed a local token of a lesser role gets none.
    if (credential !== 'LOCAL' || !roles.includes('owner'))
      return reply
        .code(403)
        .send(errorBody('Only the owner of the machine of a development server may ask for this.', 'FORBIDDEN'));
    return reply.send({ code: await access.localSignInSecret() });
  });

  http.post<Redeemed>('/api/auth/link', ({ body }, reply) =>
    answer(reply, () => access.sessions.signInByLink(textIn(body?.code), textIn(body?.mfa_code) || null)),
  );

  http.post<Redeemed>('/api/auth/refresh', ({ body }, reply) =>
    answer(reply, () => access.sessions.refresh(textIn(body?.refresh_token))),
  );
}

async function answer(reply: FastifyReply, signIn: () => Promise<SessionTokens>): Promise<FastifyReply> {
  try {
    return reply.send(tokensBody(await signIn()));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return reply.code(401).send(errorBody(error.message, error.details[0]?.code ?? 'SIGN_IN_REFUSED'));
  }
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** As OAuth 2.0 names them (RFC 6749). */
function tokensBody({ accessToken, accessExpiresAt, refreshToken, refreshExpiresAt }: SessionTokens) {
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_at: accessExpiresAt.toISOString(),
    refresh_token: refreshToken,
    refresh_expires_at: refreshExpiresAt.toISOString(),
  };
}
