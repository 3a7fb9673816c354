import { beforeEach, describe, expect, it } from 'vitest';
import type { Invitation, InvitationStore } from '../../../../src/domain/access/invitation.ts';
import { at, atOnce, type MakeAccessStores } from '../../../support/access-stores.ts';

function anInvitation(name: string, wish: Partial<Invitation> = {}): Invitation {
  return {
    ...{ id: `inv_${name}`, organisationId: 'org_local', workspaceId: 'wsp_a', email: `${name}@example.org`, name },
    ...{ roles: ['member', 'analyst'], invitedBy: 'usr_ann', status: 'PENDING', createdAt: at(0), expiresAt: at(60) },
    ...wish,
  };
}

/** The tests that every `InvitationStore` passes. */
export function describeInvitationStore(name: string, make: MakeAccessStores): void {
  describe(`invitations in ${name}`, () => {
    let store: InvitationStore;
    beforeEach(async () => {
      const { workspaces, invitations } = await make();
      for (const id of ['wsp_a', 'wsp_b'])
        await workspaces.add({ id, organisationId: 'org_local', name: id, createdAt: at(0) });
      store = invitations;
      await store.add(anInvitation('1'), 'hash-1');
    });
    const ids = (found: readonly Invitation[]) => found.map(({ id }) => id);

    it('are found by hash, as they were added', async () => {
      expect(await store.findByHash('hash-1')).toEqual(anInvitation('1'));
      expect(await store.findByHash('inv_1')).toBeUndefined();
    });

    it('are listed by workspace and by address while they are pending, the newest first', async () => {
      await store.add(anInvitation('2', { email: '1@example.org', createdAt: at(1) }), 'hash-2');
      await store.add(anInvitation('3', { email: '1@example.org', workspaceId: 'wsp_b' }), 'hash-3');
      await store.add(anInvitation('4', { expiresAt: at(5) }), 'hash-4');
      expect(ids(await store.pendingIn('wsp_a', at(5)))).toEqual(['inv_2', 'inv_1']);
      expect(new Set(ids(await store.pendingFor('org_local', '1@example.org', at(5))))).toEqual(
        new Set(['inv_1', 'inv_2', 'inv_3']),
      );
      expect(await store.pendingFor('org_other', '1@example.org', at(5))).toEqual([]);
      await store.settle('inv_2', 'DECLINED');
      expect(ids(await store.pendingIn('wsp_a', at(60)))).toEqual([]);
      expect(ids(await store.pendingIn('wsp_a', at(5)))).toEqual(['inv_1']);
    });

    it('are settled once', async () => {
      const won = await atOnce(10, () => store.settle('inv_1', 'ACCEPTED'));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await store.findByHash('hash-1'))?.status).toBe('ACCEPTED');
      expect(await store.settle('inv_1', 'WITHDRAWN')).toBe(false);
    });
  });
}
