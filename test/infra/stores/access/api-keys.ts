import { beforeEach, describe, expect, it } from 'vitest';
import type { ApiKey } from '../../../../src/domain/access/api-key.ts';
import type { ApiKeyStore } from '../../../../src/domain/access/ports.ts';
import { at, aUser, type MakeAccessStores } from '../../../support/access-stores.ts';

function aKey(name: string, wish: Partial<ApiKey> = {}): ApiKey {
  return {
    ...{ id: `key_${name}`, userId: 'usr_ann', workspaceId: 'wsp_a', name, prefix: 'ara_12345678' },
    ...{
      scopes: ['debates.read'],
      addresses: [],
      createdAt: at(0),
      expiresAt: null,
      lastUsedAt: null,
      revokedAt: null,
    },
    ...wish,
  };
}

/** The tests that every `ApiKeyStore` passes. */
export function describeApiKeyStore(name: string, make: MakeAccessStores): void {
  describe(`API keys in ${name}`, () => {
    let store: ApiKeyStore;
    beforeEach(async () => {
      const { users, workspaces, apiKeys } = await make();
      for (const user of ['ann', 'bob']) await users.add(aUser(user));
      for (const id of ['wsp_a', 'wsp_b'])
        await workspaces.add({ id, organisationId: 'org_local', name: id, createdAt: at(0) });
      store = apiKeys;
      await store.add(aKey('1'), 'hash-1');
    });
    const lastUse = async () => (await store.findByHash('hash-1'))?.lastUsedAt;

    it('are found by their hash, as they were added', async () => {
      const scopes: ApiKey['scopes'] = ['debates.read', 'debates.create'];
      const other = aKey('2', { scopes, addresses: ['10.0.0.0/8', '::1'], expiresAt: at(60) });
      await store.add(other, 'hash-2');
      expect([await store.findByHash('hash-1'), await store.findByHash('hash-2')]).toEqual([aKey('1'), other]);
    });

    it('are found by nothing else', async () => {
      for (const other of ['', 'hash', 'HASH-1', 'hash-1 ', 'key_1', 'ara_12345678', 'hash-_', 'hash-%'])
        expect(await store.findByHash(other)).toBeUndefined();
    });

    it('are listed for a user in a workspace, the newest first', async () => {
      await store.add(aKey('2', { createdAt: at(2) }), 'hash-2');
      await store.add(aKey('3', { createdAt: at(1) }), 'hash-3');
      await store.add(aKey('bob', { userId: 'usr_bob' }), 'hash-4');
      await store.add(aKey('b', { workspaceId: 'wsp_b' }), 'hash-5');
      expect((await store.listOf('usr_ann', 'wsp_a')).map(({ id }) => id)).toEqual(['key_2', 'key_3', 'key_1']);
    });

    it('are revoked once, and stay in the list', async () => {
      expect(await store.revoke('key_1', 'usr_ann', 'wsp_a', at(5))).toEqual(aKey('1', { revokedAt: at(5) }));
      expect((await store.revoke('key_1', 'usr_ann', 'wsp_a', at(6)))?.revokedAt).toEqual(at(5));
      expect((await store.findByHash('hash-1'))?.revokedAt).toEqual(at(5));
      expect(await store.listOf('usr_ann', 'wsp_a')).toHaveLength(1);
    });

    it('are not revoked for another user or in another workspace', async () => {
      expect(await store.revoke('key_1', 'usr_bob', 'wsp_a', at(5))).toBeUndefined();
      expect(await store.revoke('key_1', 'usr_ann', 'wsp_b', at(5))).toBeUndefined();
      expect(await store.revoke('key_2', 'usr_ann', 'wsp_a', at(5))).toBeUndefined();
      expect((await store.findByHash('hash-1'))?.revokedAt).toBeNull();
    });

    it('are revoked all together, but not those of others', async () => {
      await store.add(aKey('2'), 'hash-2');
      await store.add(aKey('old', { revokedAt: at(1) }), 'hash-3');
      await store.add(aKey('bob', { userId: 'usr_bob' }), 'hash-4');
      await store.add(aKey('b', { workspaceId: 'wsp_b' }), 'hash-5');
      const revoked = await store.revokeAll('usr_ann', 'wsp_a', at(5));
      expect(new Set(revoked.map(({ id, revokedAt }) => `${id} ${revokedAt?.getTime()}`))).toEqual(
        new Set([`key_1 ${at(5).getTime()}`, `key_2 ${at(5).getTime()}`]),
      );
      const times = ['hash-1', 'hash-2', 'hash-3', 'hash-4', 'hash-5'].map((hash) => store.findByHash(hash));
      expect((await Promise.all(times)).map((key) => key?.revokedAt)).toEqual([at(5), at(5), at(1), null, null]);
      expect(await store.revokeAll('usr_ann', 'wsp_a', at(6))).toEqual([]);
    });

    it('record their use at most once a minute, and never an earlier time', async () => {
      await store.used('key_1', at(100));
      await store.used('key_1', at(160));
      expect(await lastUse()).toEqual(at(100));
      await store.used('key_1', at(160.001));
      expect(await lastUse()).toEqual(at(160.001));
      await store.used('key_1', at(0));
      expect(await lastUse()).toEqual(at(160.001));
    });
  });
}
