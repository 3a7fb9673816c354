import { beforeEach, describe, expect, it } from 'vitest';
import type { WorkspaceStore } from '../../../../src/domain/access/ports.ts';
import { at, aUser, type MakeAccessStores } from '../../../support/access-stores.ts';

/** The tests that every `WorkspaceStore` passes. */
export function describeWorkspaceStore(name: string, make: MakeAccessStores): void {
  describe(`workspaces in ${name}`, () => {
    let store: WorkspaceStore;
    const workspace = (id: string, organisationId = 'org_local') => ({
      id,
      organisationId,
      name: id,
      createdAt: at(1),
    });
    const membership = (workspaceId: string, name: string, roles: readonly string[]) => ({
      ...{ workspaceId, userId: `usr_${name}`, roles },
    });

    beforeEach(async () => {
      const { users, workspaces } = await make();
      store = workspaces;
      for (const user of ['ann', 'bob']) await users.add(aUser(user));
      for (const id of ['wsp_a', 'wsp_b']) await store.add(workspace(id));
    });

    it('are found by their id', async () => {
      expect(await store.find('wsp_a')).toEqual(workspace('wsp_a'));
      expect(await store.find('wsp_none')).toBeUndefined();
    });

    it('have members with roles, separate from those of other workspaces', async () => {
      await store.setRoles(membership('wsp_a', 'ann', ['owner', 'own role']));
      await store.setRoles(membership('wsp_b', 'ann', ['viewer']));
      await store.setRoles(membership('wsp_a', 'bob', ['member']));
      expect(await store.membership('wsp_a', 'usr_ann')).toEqual(membership('wsp_a', 'ann', ['owner', 'own role']));
      expect(await store.membership('wsp_b', 'usr_bob')).toBeUndefined();
      const members = await store.members('wsp_a');
      expect(new Set(members.map(({ userId }) => userId))).toEqual(new Set(['usr_ann', 'usr_bob']));
      expect(await store.members('wsp_b')).toEqual([membership('wsp_b', 'ann', ['viewer'])]);
    });

    it('have a member in its new roles only, and not at all once it has none', async () => {
      await store.setRoles(membership('wsp_a', 'ann', ['owner']));
      await store.setRoles(membership('wsp_a', 'ann', ['viewer']));
      expect((await store.membership('wsp_a', 'usr_ann'))?.roles).toEqual(['viewer']);
      await store.setRoles(membership('wsp_a', 'ann', []));
      expect([await store.membership('wsp_a', 'usr_ann'), await store.members('wsp_a')]).toEqual([undefined, []]);
      expect(await store.listOf('usr_ann')).toEqual([]);
    });

    it('are listed by the time since the user became a member, independent of its roles', async () => {
      for (const id of ['wsp_a', 'wsp_b']) await store.setRoles(membership(id, 'ann', ['viewer']));
      await store.setRoles(membership('wsp_a', 'ann', ['owner']));
      expect(await store.listOf('usr_ann')).toEqual([workspace('wsp_a'), workspace('wsp_b')]);
      expect(await store.listOf('usr_bob')).toEqual([]);
    });

    it('have the roles that their organisation has created, by name', async () => {
      const role = (name: string, organisationId = 'org_local') => ({
        ...{ organisationId, name, includes: ['viewer'], permissions: ['usage.read'] },
      });
      for (const one of [role('z'), role('a'), role('a', 'org_other')]) await store.saveRole(one);
      await store.saveRole({ ...role('z'), includes: [], permissions: [] });
      expect(await store.customRoles('org_local')).toEqual([
        role('a'),
        { ...role('z'), includes: [], permissions: [] },
      ]);
      await store.removeRole('org_local', 'a');
      expect((await store.customRoles('org_local')).map(({ name }) => name)).toEqual(['z']);
      expect(await store.customRoles('org_other')).toEqual([role('a', 'org_other')]);
    });
  });
}
