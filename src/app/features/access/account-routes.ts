import { z } from 'zod';
import type { CreateApiKeyMutation } from '../../../cli/generated/graphql.ts';
import type { Access } from '../../../domain/access/access.ts';
import { callRoute, operationRoute, PRIVATE, type Route } from '../../../infra/http/rest/route.ts';

const DEFAULT_NAME = 'created by the developer portal';
const optionalText = z.string().optional();

type Doors = Pick<Access, 'accounts' | 'apiKeys'>;

/** The account and the API keys of the caller, for scripts and the developer portal. */
export function accountRoutes(access: Doors): readonly Route[] {
  return [accountRoute(access), createKeyRoute(), revokeKeysRoute(access)];
}

function accountRoute(access: Doors): Route {
  return callRoute({
    method: 'GET',
    path: '/api/auth/me',
    summary: 'The user, the workspaces, the roles and the permissions of the caller.',
    permission: 'account.use',
    points: 2,
    headers: PRIVATE,
    call: async ({ actor }) => {
      const [user, workspaces] = [await access.accounts.find(actor), await access.accounts.workspaces(actor)];
      return {
        body: {
          user: { id: actor.userId, email: user?.email ?? null, name: user?.name ?? null },
          organization: { id: actor.organisationId },
          workspace: { id: actor.workspaceId },
          workspaces: workspaces.map(({ id, name }) => ({ id, name })),
          roles: actor.roles,
          permissions: [...actor.permissions],
        },
      };
    },
  });
}

function createKeyRoute(): Route {
  return operationRoute<CreateApiKeyMutation, unknown, unknown, { name?: string | undefined }>({
    method: 'POST',
    path: '/api/auth/api-key',
    summary: 'Creates an API key; its secret is shown once.',
    permission: 'api-keys.manage',
    body: z.strictObject({ name: optionalText }),
    headers: PRIVATE,
    operation: 'CreateApiKey',
    variables: ({ body: { name = DEFAULT_NAME } }) => ({ input: { name } }),
    respond: ({ createApiKey }) => ({ status: 201, body: keyBody(createApiKey) }),
  });
}

function revokeKeysRoute(access: Doors): Route {
  return callRoute({
    method: 'DELETE',
    path: '/api/auth/api-key',
    summary: 'Revokes the API key with this id; without an id, every key of the caller in its workspace.',
    permission: 'api-keys.manage',
    points: 12,
    body: z.strictObject({ id: optionalText }),
    headers: PRIVATE,
    call: async ({ actor, body: { id } }) => {
      const ids = id === undefined ? await activeKeys(access, actor) : [id];
      for (const one of ids) await access.apiKeys.revoke(actor, { id: one });
      return { body: { revoked: ids } };
    },
  });
}

async function activeKeys({ apiKeys }: Doors, actor: Parameters<Access['apiKeys']['list']>[0]) {
  return (await apiKeys.list(actor)).filter(({ revokedAt }) => revokedAt === null).map(({ id }) => id);
}

function keyBody(payload: CreateApiKeyMutation['createApiKey']) {
  const { id, prefix, expiresAt } = payload?.apiKey ?? {};
  return { id, api_key: payload?.secret ?? null, prefix, expires_at: expiresAt ?? null };
}
