import { beforeEach, describe, expect, it } from 'vitest';
import { ALL_PERMISSIONS, isOfAccount } from '../../../src/domain/access/permissions.ts';
import { People } from '../../support/people.ts';
import { refusals } from '../../support/refusals.ts';

let people: People;
beforeEach(async () => {
  people = new People();
  await people.add('olga', ['owner'], { accountRoles: ['organisation_admin', 'server_operator'] });
  await people.add('adam', ['owner']);
  await people.add('mia', ['member']);
  await people.addWorkspace('wsp_b', { mia: ['owner'] });
});

const setRoles = async (by: string, whose: string, roles: readonly ('organisation_admin' | 'organisation_auditor')[]) =>
  people.access.organisation.setRoles(await people.actor(by), { userId: `usr_${whose}`, roles });

async function permissionsOf(name: string, workspaceId?: string) {
  const { accessToken } = await people.signIn(name, workspaceId === undefined ? {} : { workspaceId });
  return (await people.whoIs(accessToken))?.permissions;
}

describe('organisation roles', () => {
  it('give what no role of a workspace gives, in every workspace', async () => {
    const ofAccounts = ALL_PERMISSIONS.filter(isOfAccount);
    expect(ofAccounts.length).toBeGreaterThan(0);
    for (const one of ofAccounts) expect([one, (await permissionsOf('adam'))?.has(one)]).toEqual([one, false]);
    for (const one of ofAccounts) expect([one, (await permissionsOf('olga'))?.has(one)]).toEqual([one, true]);
    await setRoles('olga', 'mia', ['organisation_auditor']);
    for (const place of ['wsp_local', 'wsp_b']) {
      expect(await permissionsOf('mia', place)).toContain('organisation.audit');
      expect(await permissionsOf('mia', place)).not.toContain('organisation.manage');
    }
    await setRoles('olga', 'mia', []);
    expect(await permissionsOf('mia')).not.toContain('organisation.audit');
  });

  it('are not given by a custom role, also not by one that is stored', async () => {
    const olga = await people.actor('olga');
    for (const permission of ALL_PERMISSIONS.filter(isOfAccount)) {
      const role = { name: 'helper', permissions: [permission] };
      expect(await refusals(() => people.access.roles.define(olga, role))).toEqual(['INVALID_INPUT permissions']);
    }
    await people.addRole('old', { permissions: ['roles.manage'] });
    await people.workspaces.setRoles({ workspaceId: 'wsp_local', userId: 'usr_mia', roles: ['old'] });
    expect((await permissionsOf('mia'))?.size).toBe(0);
  });

  it('leave an organisation one administrator, who can sign in', async () => {
    expect(await refusals(() => setRoles('olga', 'olga', []))).toEqual(['CONFLICT ']);
    await setRoles('olga', 'adam', ['organisation_admin']);
    await people.users.change('usr_adam', { isActive: false });
    expect(await refusals(() => setRoles('olga', 'olga', []))).toEqual(['CONFLICT ']);
    await people.users.change('usr_adam', { isActive: true });
    expect((await setRoles('olga', 'olga', [])).user.accountRoles).toEqual(['server_operator']);
  });

  it('protect their holder from administrators of a workspace', async () => {
    const adam = await people.actor('adam');
    const { members, impersonation } = people.access;
    await people.workspaces.setRoles({ workspaceId: 'wsp_local', userId: 'usr_olga', roles: ['viewer'] });
    const userId = 'usr_olga';
    expect(await refusals(() => members.createPasswordReset(adam, { userId }))).toEqual(['CONFLICT userId']);
    expect(await refusals(() => members.deactivate(adam, { userId }))).toEqual(['CONFLICT userId']);
    const act = { userId, reason: 'To see the same as she does.', minutes: 5 };
    expect(await refusals(() => impersonation.start(adam, act))).toEqual(['CONFLICT userId']);
  });

  it('do not concern users of another organisation', async () => {
    await people.add('far', [], { organisationId: 'org_far' });
    expect(await refusals(() => setRoles('olga', 'far', ['organisation_admin']))).toEqual(['NOT_FOUND userId']);
    const listed = await people.access.organisation.users(await people.actor('olga'));
    expect(listed.map(({ user }) => user.name)).toEqual(['adam', 'mia', 'olga']);
  });

  it('do not apply to a service that limits the roles', async () => {
    const call = (roles: readonly string[] | null) =>
      people.access.authentication.actorOf({
        service: { userId: 'usr_olga', tenantId: 'wsp_local', roles },
        address: null,
      });
    expect((await call(['owner']))?.permissions).not.toContain('organisation.audit');
    expect((await call(null))?.permissions).toContain('organisation.audit');
  });
});
