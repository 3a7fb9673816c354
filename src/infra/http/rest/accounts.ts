import type { FastifyInstance } from 'fastify';
import type { Access } from '../../../domain/access/access.ts';
import type { Permission } from '../../../domain/access/permissions.ts';
import { UserError } from '../../../domain/shared/errors.ts';
import { errorBody } from '../error-body.ts';
import type { Guard } from '../identity/caller.ts';

interface KeyAsked {
  readonly Body: { readonly name?: unknown; readonly id?: unknown } | undefined;
}

/** What scripts and the developers' portal ask about their own account. */
export function serveAccounts(http: FastifyInstance, access: Access, needs: (permission: Permission) => Guard): void {
  http.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/auth/')) reply.header('cache-control', 'no-store');
  });

  http.get('/api/auth/me', { onRequest: needs('account.use') }, async ({ caller: { actor } }) => {
    const user = await access.accounts.find(actor);
    const workspaces = await access.accounts.workspaces(actor);
    return {
      user: { id: actor.userId, email: user?.email ?? null, name: user?.name ?? null },
      organization: { id: actor.organisationId },
      workspace: { id: actor.workspaceId },
      workspaces: workspaces.map(({ id, name }) => ({ id, name })),
      roles: actor.roles,
      permissions: [...actor.permissions],
    };
  });

  const keyHolders = { onRequest: needs('api-keys.manage') };
  http.post<KeyAsked>('/api/auth/api-key', keyHolders, async ({ body, caller: { actor } }, reply) => {
    const name = typeof body?.name === 'string' ? body.name : 'made by the developer portal';
    try {
      const wish = { name, scopes: null, addresses: [], expiresAt: null };
      const { key, secret } = await access.apiKeys.create(actor, wish);
      const { id, prefix, expiresAt } = key;
      return reply.code(201).send({ id, api_key: secret, prefix, expires_at: expiresAt?.toISOString() ?? null });
    } catch (error) {
      return refused(error, (message, code) =>
        reply.code(code === 'STEP_UP_REQUIRED' ? 403 : 400).send(errorBody(message, code)),
      );
    }
  });

  /** Without an id: every key of the caller that is good, as the portal shows but one. */
  http.delete<KeyAsked>('/api/auth/api-key', keyHolders, async ({ body, caller: { actor } }, reply) => {
    const asked = typeof body?.id === 'string' ? [body.id] : undefined;
    const ids = asked ?? (await access.apiKeys.list(actor)).filter((key) => !key.revokedAt).map(({ id }) => id);
    try {
      for (const id of ids) await access.apiKeys.revoke(actor, id);
      return { revoked: ids };
    } catch (error) {
      return refused(error, (message, code) => reply.code(404).send(errorBody(message, code)));
    }
  });
}

function refused<T>(error: unknown, answer: (message: string, code: string) => T): T {
  if (error instanceof UserError) return answer(error.message, error.details[0]?.code ?? 'INVALID_INPUT');
  throw error;
}
