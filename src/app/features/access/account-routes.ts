import { z } from 'zod';
import type { CreateApiKeyMutation } from '../../../cli/generated/graphql.ts';
import type { Access } from '../../../domain/access/access.ts';
import { MAX_ADDRESSES } from '../../../domain/access/api-keys.ts';
import { ALL_PERMISSIONS } from '../../../domain/access/permissions.ts';
import { callRoute, operationRoute, PRIVATE, type Route } from '../../../infra/http/rest/route.ts';
import { permissionName } from '../../../resolvers/shared/permission-enum.ts';

const DEFAULT_NAME = 'created by the developer portal';

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

const MAX_TEXT = 500;
const text = z.string().max(MAX_TEXT);
const keyBodyOf = z.strictObject({
  name: text.optional(),
  scopes: z.array(z.enum(ALL_PERMISSIONS)).max(ALL_PERMISSIONS.length).optional(),
  addresses: z.array(text).max(MAX_ADDRESSES).optional(),
  expires_at: z.iso.datetime({ offset: true }).optional(),
});

function createKeyRoute(): Route {
  return operationRoute<CreateApiKeyMutation, unknown, unknown, z.infer<typeof keyBodyOf>>({
    method: 'POST',
    path: '/api/auth/api-key',
    summary: 'Creates an API key; its secret is shown once.',
    permission: 'api-keys.manage',
    body: keyBodyOf,
    headers: PRIVATE,
    operation: 'CreateApiKey',
    variables: ({ body: { name = DEFAULT_NAME, scopes, addresses, expires_at: expiresAt } }) => ({
      input: { name, scopes: scopes?.map(permissionName), addresses, expiresAt },
    }),
    respond: ({ createApiKey }) => ({ status: 201, body: keyBody(createApiKey) }),
  });
}

function revokeKeysRoute(access: Doors): Route {
  return callRoute({
    method: 'DELETE',
    path: '/api/auth/api-key',
    summary: 'Revokes the API key with this id; without a body, every key of the caller in its workspace.',
    permission: 'api-keys.manage',
    proof: 'FRESH',
    points: 12,
    body: z.strictObject({ id: text }).optional(),
    headers: PRIVATE,
    call: async ({ actor, body }) => {
      const { apiKeys } = access;
      const revoked = body ? [await apiKeys.revoke(actor, body)] : await apiKeys.revokeAll(actor);
      return { body: { revoked: revoked.map(({ id }) => id) } };
    },
  });
}

function keyBody(payload: CreateApiKeyMutation['createApiKey']) {
  const { id, prefix, expiresAt } = payload?.apiKey ?? {};
  return { id, api_key: payload?.secret ?? null, prefix, expires_at: expiresAt ?? null };
}
