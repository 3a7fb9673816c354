import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiKeyStore, UserStore, WorkspaceStore } from '../../../src/domain/access/ports.ts';
import { PostgresApiKeyStore } from '../../../src/infra/access/postgres/api-keys.ts';
import { PostgresUserStore } from '../../../src/infra/access/postgres/users.ts';
import { PostgresWorkspaceStore } from '../../../src/infra/access/postgres/workspaces.ts';
import { MemoryApiKeys } from '../../support/memory/memory-credentials.ts';
import { MemoryUsers, MemoryWorkspaces } from '../../support/memory/memory-members.ts';
import { openEmbedded, type TestDatabase } from '../../support/services/databases.ts';

interface AccessStores {
  readonly users: UserStore;
  readonly workspaces: WorkspaceStore;
  readonly apiKeys: ApiKeyStore;
}

const NOW = new Date('2026-01-01T00:00:00.000Z');
const TENANTS = ['a', 'b'] as const;
const no = { scopes: [], addresses: [], expiresAt: null, lastUsedAt: null, revokedAt: null };

let embedded: TestDatabase;
beforeAll(async () => {
  embedded = await openEmbedded();
  for (const one of TENANTS)
    await embedded.database.use((em) =>
      em.execute('insert into organisations (id, name, created_at) values (?, ?, ?)', [`org_${one}`, one, NOW]),
    );
});
afterAll(() => embedded.close());

const KINDS: [string, () => AccessStores][] = [
  ['in memory', () => ({ users: new MemoryUsers(), workspaces: new MemoryWorkspaces(), apiKeys: new MemoryApiKeys() })],
  [
    'in the embedded database',
    () => ({
      users: new PostgresUserStore(embedded.database),
      workspaces: new PostgresWorkspaceStore(embedded.database),
      apiKeys: new PostgresApiKeyStore(embedded.database),
    }),
  ],
];

/** Adds two organisations, each with a workspace, a user, a role and a key. */
async function fill({ users, workspaces, apiKeys }: AccessStores): Promise<void> {
  for (const one of TENANTS) {
    const [organisationId, workspaceId, userId] = [`org_${one}`, `wsp_${one}`, `usr_${one}`];
    await workspaces.add({ id: workspaceId, organisationId, name: one, createdAt: NOW });
    const account = {
      accountRoles: [],
      passwordHash: null,
      isActive: true,
      tokenVersion: 1,
      createdAt: NOW,
      lastSignInAt: null,
    };
    await users.add({ id: userId, organisationId, email: `${one}@example.org`, name: one, ...account });
    await workspaces.setRoles({ workspaceId, userId, roles: ['owner'] });
    await workspaces.saveRole({ organisationId, name: `role-${one}`, includes: [], permissions: [] });
    const key = { id: `key_${one}`, userId, workspaceId, name: one, prefix: `ara_${one}`, createdAt: NOW, ...no };
    await apiKeys.add(key, `hash ${one}`);
  }
}

describe.each(KINDS)('users, workspaces and keys %s', (_, make) => {
  it('are visible only to their own organisation, workspace and user', async () => {
    const stores = make();
    const { users, workspaces, apiKeys } = stores;
    await fill(stores);
    expect((await users.list('org_b')).map(({ id }) => id)).toEqual(['usr_b']);
    expect((await workspaces.listOf('usr_b')).map(({ id }) => id)).toEqual(['wsp_b']);
    expect((await workspaces.members('wsp_b')).map(({ userId }) => userId)).toEqual(['usr_b']);
    expect(await workspaces.membership('wsp_b', 'usr_a')).toBeUndefined();
    expect((await workspaces.customRoles('org_b')).map(({ name }) => name)).toEqual(['role-b']);
    expect((await apiKeys.listOf('usr_b', 'wsp_b')).map(({ id }) => id)).toEqual(['key_b']);
    for (const [user, workspace] of [
      ['usr_b', 'wsp_a'],
      ['usr_a', 'wsp_b'],
    ] as const) {
      expect(await apiKeys.listOf(user, workspace)).toEqual([]);
      expect(await apiKeys.revoke('key_a', user, workspace, NOW)).toBeUndefined();
    }
    expect(await apiKeys.revoke('key_a', 'usr_b', 'wsp_b', NOW)).toBeUndefined();
    await workspaces.removeRole('org_b', 'role-a');
    expect((await workspaces.customRoles('org_a')).map(({ name }) => name)).toEqual(['role-a']);
    expect((await apiKeys.listOf('usr_a', 'wsp_a'))[0]?.revokedAt).toBeNull();
  });
});
