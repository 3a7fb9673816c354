import { beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../../src/domain/access/actor.ts';
import { permissionsHeld } from '../../../src/domain/access/effective-permissions.ts';
import { PASSWORD, People } from '../../support/people.ts';
import { refusals } from '../../support/refusals.ts';

let people: People;
beforeEach(async () => {
  people = new People();
  await people.add('olga', ['owner']);
  await people.add('adam', ['admin']);
  await people.add('mia', ['member']);
});

const members = () => people.access.members;
const asked = (name: string, workspaceId?: string) => people.actor(name, workspaceId);

async function setRoles(by: string, whose: string, roles: readonly string[]) {
  return members().setRoles(await asked(by), { userId: `usr_${whose}`, roles });
}
async function invite(by: string, name: string, roles: readonly string[], workspaceId?: string) {
  return people.access.invitations.invite(await asked(by, workspaceId), { email: `${name}@example.com`, name, roles });
}
async function deactivate(by: string, whose: string) {
  return members().deactivate(await asked(by), { userId: `usr_${whose}` });
}
async function reset(by: string, whose: string, workspaceId?: string) {
  return members().createPasswordReset(await asked(by, workspaceId), { userId: `usr_${whose}` });
}

describe('a caller cannot', () => {
  it.each(['\u0000', 'a\nb', 'x'.repeat(101)])('use the name %j for a member or workspace', async (name) => {
    const olga = await asked('olga');
    const { invitations } = people.access;
    expect(await refusals(() => invitations.invite(olga, { email: 'n@example.com', name, roles: ['viewer'] }))).toEqual(
      ['INVALID_INPUT name'],
    );
    expect(await refusals(() => members().createWorkspace(olga, { name }))).toEqual(['INVALID_INPUT name']);
  });

  it('grant a role with more permissions than its own', async () => {
    expect(await refusals(() => setRoles('adam', 'mia', ['owner']))).toEqual(['CONFLICT roles']);
    expect(await refusals(() => setRoles('adam', 'adam', ['owner']))).toEqual(['CONFLICT roles']);
    expect(await refusals(() => invite('adam', 'new', ['viewer', 'owner']))).toEqual(['CONFLICT roles']);
    expect(await refusals(() => setRoles('mia', 'mia', ['admin']))).toEqual(['CONFLICT roles']);
    await setRoles('adam', 'mia', ['admin']);
    expect(await people.rolesOf('mia')).toEqual(['admin']);
  });

  it('grant a custom role with more permissions than its own', async () => {
    await people.addRole('helper', { permissions: ['users.set-roles', 'debates.read'] });
    await people.addRole('boss', { includes: ['owner'] });
    await setRoles('olga', 'mia', ['member', 'helper']);
    expect(await refusals(() => setRoles('mia', 'mia', ['admin']))).toEqual(['CONFLICT roles']);
    expect(await refusals(() => setRoles('mia', 'mia', ['boss']))).toEqual(['CONFLICT roles']);
  });

  it('remove roles from members with more permissions', async () => {
    expect(await refusals(() => setRoles('adam', 'olga', ['viewer']))).toEqual(['CONFLICT roles']);
    expect(await refusals(() => setRoles('adam', 'olga', []))).toEqual(['CONFLICT roles']);
    expect(await refusals(() => deactivate('adam', 'olga'))).toEqual(['CONFLICT roles']);
    expect(await refusals(() => reset('adam', 'olga'))).toEqual(['CONFLICT roles']);
  });

  it('remove roles from a member by an invitation', async () => {
    await people.add('otto', ['owner']);
    expect(await refusals(() => invite('adam', 'otto', ['viewer']))).toEqual(['CONFLICT email']);
    expect(await refusals(() => invite('adam', 'mia', ['viewer']))).toEqual(['CONFLICT email']);
    expect([await people.rolesOf('otto'), await people.rolesOf('mia')]).toEqual([['owner'], ['member']]);
  });

  it('take over or deactivate an account with more permissions in another workspace', async () => {
    await people.addWorkspace('wsp_b', { mia: ['owner'] });
    expect(await refusals(() => reset('adam', 'mia'))).toEqual(['CONFLICT roles']);
    expect(await refusals(() => deactivate('olga', 'mia'))).toEqual(['CONFLICT roles']);
    await people.workspaces.setRoles({ workspaceId: 'wsp_b', userId: 'usr_olga', roles: ['owner'] });
    expect(await reset('olga', 'mia')).toMatch(/^aot_/);
  });

  it('deactivate itself', async () => {
    expect(await refusals(() => deactivate('olga', 'olga'))).toEqual(['CONFLICT ']);
  });

  it('grant an unknown role', async () => {
    for (const role of ['root', 'Owner', '', '__proto__'])
      expect(await refusals(() => setRoles('olga', 'mia', [role]))).toEqual(['INVALID_INPUT roles']);
    expect(await refusals(() => invite('olga', 'new', []))).toEqual(['INVALID_INPUT roles']);
  });
});

describe('a workspace keeps an owner', () => {
  it('when its only owner leaves, loses the role or is removed', async () => {
    expect(await refusals(() => setRoles('olga', 'olga', ['admin']))).toEqual(['CONFLICT ']);
    expect(await refusals(async () => members().leave(await asked('olga')))).toEqual(['CONFLICT ']);
    await setRoles('olga', 'adam', ['owner']);
    await members().leave(await asked('olga'));
    expect([await people.rolesOf('olga'), await people.rolesOf('adam')]).toEqual([undefined, ['owner']]);
  });

  it('who can sign in: a deactivated owner does not count', async () => {
    await people.add('otto', ['owner']);
    await deactivate('olga', 'otto');
    expect(await refusals(async () => members().leave(await asked('olga')))).toEqual(['CONFLICT ']);
  });

  it('besides the owner of the machine, when local tokens are not accepted', async () => {
    await people.access.open();
    const { users, workspaces, sessions } = people;
    const production = new People({ users, workspaces, oneTime: sessions, sessions, trustsLocal: false }, people.clock);
    const olga = await asked('olga');
    expect(await refusals(() => production.access.members.leave(olga))).toEqual(['CONFLICT ']);
    await members().leave(olga);
  });

  it('when its only owner is deactivated from another workspace', async () => {
    await people.addWorkspace('wsp_b', { mia: ['owner'], olga: ['admin'] });
    expect(await refusals(() => deactivate('olga', 'mia'))).toEqual(['CONFLICT roles']);
    expect((await people.users.find('usr_mia'))?.isActive).toBe(true);
  });
});

describe('a user of another organisation', () => {
  beforeEach(async () => {
    await people.addWorkspace('wsp_far', {}, 'org_far');
    await people.add('far', [], { organisationId: 'org_far' });
    await people.workspaces.setRoles({ workspaceId: 'wsp_far', userId: 'usr_far', roles: ['member'] });
  });

  it('is not found, like an unknown user', async () => {
    for (const whose of ['far', 'nobody']) {
      expect(await refusals(() => setRoles('olga', whose, ['viewer']))).toEqual(['NOT_FOUND userId']);
      expect(await refusals(() => deactivate('olga', whose))).toEqual(['NOT_FOUND userId']);
      expect(await refusals(() => reset('olga', whose))).toEqual(['NOT_FOUND userId']);
    }
  });

  it('cannot be told from an unknown address by an invitation, and cannot accept it', async () => {
    const { secret } = await invite('olga', 'far', ['viewer']);
    const join = () => people.access.accounts.resetPassword(ANONYMOUS, { secret, newPassword: PASSWORD });
    expect(await refusals(join)).toEqual(['SIGN_IN_REFUSED newPassword']);
    expect(await people.access.invitations.listOwn({ userId: 'usr_far' })).toEqual([]);
    expect(await people.rolesOf('far')).toBeUndefined();
  });

  it('is not listed, even if it should be a member', async () => {
    await people.workspaces.setRoles({ workspaceId: 'wsp_local', userId: 'usr_far', roles: ['owner'] });
    const listed = await members().list(await asked('olga'));
    expect(listed.map(({ user }) => user.name)).toEqual(['adam', 'mia', 'olga']);
  });
});

describe('the secret of a password reset', () => {
  const use = (secret: string, newPassword = `${PASSWORD} anew`) =>
    people.access.accounts.resetPassword(ANONYMOUS, { secret, newPassword });

  it('is not valid after another one was used, nor after the password was changed', async () => {
    const [first, second] = [await reset('adam', 'mia'), await reset('adam', 'mia')];
    await use(second);
    expect(await refusals(() => use(first))).toEqual(['SIGN_IN_REFUSED ']);
    const third = await reset('adam', 'mia');
    const change = { currentPassword: `${PASSWORD} anew`, newPassword: PASSWORD };
    await people.access.accounts.changePassword(await asked('mia'), change);
    expect(await refusals(() => use(third))).toEqual(['SIGN_IN_REFUSED ']);
  });

  it('ends the sessions of the member, and leaves its keys valid', async () => {
    const { accessToken } = await people.signIn('mia');
    const { secret: key } = await people.access.apiKeys.create(await asked('mia'), { name: 'ci' });
    await use(await reset('adam', 'mia'));
    expect(await people.whoIs(accessToken)).toBeUndefined();
    expect(await people.whoIs(key)).toMatchObject({ userId: 'usr_mia', credential: 'API_KEY' });
  });
});

describe('a deactivated member', () => {
  it('has no session, refresh and sign-in any more', async () => {
    const { accessToken, refreshToken } = await people.signIn('mia');
    await deactivate('adam', 'mia');
    expect(await people.whoIs(accessToken)).toBeUndefined();
    expect(await refusals(() => people.access.sessions.refresh(refreshToken))).toEqual(['SIGN_IN_REFUSED ']);
    expect(await refusals(() => people.signIn('mia'))).toEqual(['SIGN_IN_REFUSED ']);
  });
});

describe('a member that leaves or is removed, and comes back', () => {
  const leave = async (name: string) => members().leave(await asked(name));
  const actAs = async (name: string, other: string) => {
    const wish = { userId: `usr_${other}`, reason: 'to see what they see', minutes: 60 };
    return people.access.impersonation.start(await asked(name), wish);
  };
  async function comeBack(name: string, role: string) {
    await people.workspaces.setRoles({ workspaceId: 'wsp_local', userId: `usr_${name}`, roles: [role] });
    people.access.authentication.forget();
  }

  it.each([
    ['removed', () => setRoles('adam', 'mia', [])],
    ['gone', () => leave('mia')],
  ])('has none of its earlier sessions there: %s', async (_, end) => {
    await people.addWorkspace('wsp_b', { mia: ['member'] });
    const [here, there] = [await people.signIn('mia'), await people.signIn('mia', { workspaceId: 'wsp_b' })];
    await end();
    await comeBack('mia', 'member');
    expect(await people.whoIs(here.accessToken)).toBeUndefined();
    expect(await refusals(() => people.access.sessions.refresh(here.refreshToken))).toEqual(['SIGN_IN_REFUSED ']);
    expect(await people.whoIs(there.accessToken)).toMatchObject({ workspaceId: 'wsp_b' });
  });

  it('does not act as another user any more', async () => {
    const { accessToken } = await actAs('adam', 'mia');
    expect(await people.whoIs(accessToken)).toMatchObject({ impersonatorId: 'usr_adam' });
    await setRoles('olga', 'adam', []);
    await comeBack('adam', 'admin');
    expect(await people.whoIs(accessToken)).toBeUndefined();
  });

  it.each([
    ['signs in', () => people.signIn('mia')],
    ['makes a key', async () => people.access.apiKeys.create(await asked('mia'), { name: 'ci' })],
    ['acts as another user', async () => actAs('mia', 'vic')],
    ['is acted as', async () => actAs('adam', 'mia')],
  ])('has nothing that was made while it was removed: %s', async (_, work) => {
    await people.add('vic', ['viewer']);
    // After the wait for the lock, the removal that held it is stored.
    people.workspaces.lock = () =>
      people.workspaces.setRoles({ workspaceId: 'wsp_local', userId: 'usr_mia', roles: [] });
    expect(await refusals(work)).toHaveLength(1);
    const made = [...people.sessions.sessions.keys()].filter((id) => !id.startsWith('ses_usr_'));
    expect([made, people.apiKeys.keys.size]).toEqual([[], 0]);
  });

  it.each([
    ['keys', async () => people.access.apiKeys.create(await asked('adam'), { name: 'ci' })],
    ['impersonations', async () => actAs('adam', 'mia')],
    ['password resets', async () => reset('adam', 'mia')],
    ['invitations', async () => invite('adam', 'new', ['viewer'])],
  ])('has no %s that were made after its session had ended, where its rights are still cached', async (_, work) => {
    people.workspaces.lock = async () => {
      await people.sessions.endAll('usr_adam', people.clock.now());
    };
    expect(await refusals(work)).toEqual(['CONFLICT ']);
  });

  it('keeps its sessions when it only gets other roles', async () => {
    const { accessToken } = await people.signIn('mia');
    await setRoles('adam', 'mia', ['viewer']);
    expect(await people.whoIs(accessToken)).toMatchObject({ roles: ['viewer'] });
  });
});

describe('a custom role', () => {
  const role = (name: string, includes: string[], permissions: string[] = []) => ({
    ...{ organisationId: 'org_local', name, includes, permissions },
  });

  it('has its own permissions and those of all included roles at any depth', () => {
    const custom = [role('a', ['b'], ['audit.read']), role('b', ['c']), role('c', ['viewer'], ['usage.read'])];
    const held = permissionsHeld(['a'], custom);
    expect(held).toEqual(new Set([...permissionsHeld(['viewer'], []), 'audit.read', 'usage.read']));
  });

  it('may include itself in a circle', () => {
    const circle = [role('a', ['b', 'a'], ['audit.read']), role('b', ['a'], ['usage.read'])];
    for (const name of ['a', 'b'])
      expect(permissionsHeld([name], circle)).toEqual(new Set(['audit.read', 'usage.read']));
  });

  it('gets nothing from unknown permissions and roles', () => {
    const custom = [role('a', ['gone', '__proto__'], ['no.such', 'toString', 'constructor'])];
    expect(permissionsHeld(['a', 'gone'], custom)).toEqual(new Set());
  });

  it('that was deleted has no permissions, and its members can get another role', async () => {
    await people.addRole('helper', { permissions: ['usage.read'] });
    await setRoles('olga', 'mia', ['helper']);
    await people.workspaces.removeRole('org_local', 'helper');
    expect((await asked('mia')).permissions).toEqual(new Set());
    await setRoles('adam', 'mia', ['member']);
    expect(await people.rolesOf('mia')).toEqual(['member']);
  });
});
