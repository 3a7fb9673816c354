import { beforeEach, describe, expect, it } from 'vitest';
import { LOCAL_OWNER, localActor } from '../../../src/domain/access/actor.ts';
import type { ApiKeys } from '../../../src/domain/access/api-keys.ts';
import { People } from '../../support/people.ts';
import { refusals } from '../../support/refusals.ts';

let people: People;
beforeEach(async () => {
  people = new People();
  await people.add('ann', ['member']);
  await people.add('bob', ['admin']);
});

async function make(wish: Partial<Parameters<ApiKeys['create']>[1]> = {}, name = 'ann') {
  return people.access.apiKeys.create(await people.actor(name), { name: 'for tests', ...wish });
}

describe('an API key', () => {
  it('acts as its user in its workspace with all permissions of the user', async () => {
    const { key, secret } = await make();
    const { permissions } = await people.actor('ann');
    expect(await people.whoIs(secret)).toMatchObject({
      ...{ userId: 'usr_ann', workspaceId: 'wsp_local', credential: 'API_KEY', apiKeyId: key.id, sessionId: null },
      permissions,
    });
  });

  it('is returned once: only its hash and 8 characters are stored', async () => {
    const { key, secret } = await make();
    expect(secret).toMatch(/^ara_[\w-]{43}$/);
    expect(key.prefix).toBe(secret.slice(0, 12));
    const kept = JSON.stringify([await people.access.apiKeys.list(await people.actor('ann')), people.recorded]);
    expect(kept).not.toContain(secret.slice(12));
  });

  it('is invalid when a character is changed, missing or added', async () => {
    const { secret, key } = await make();
    const others = [key.prefix, secret.slice(0, -1), `${secret}A`, ` ${secret}`, secret.toUpperCase(), secret.slice(4)];
    for (const other of others) expect(await people.whoIs(other)).toBeUndefined();
  });

  it('has no permission that its creator did not have at that moment', async () => {
    const withheld = new Set(['users.invite', 'debates.delete'] as const);
    const bob = await people.actor('bob');
    const permissions = new Set([...bob.permissions].filter((one) => !withheld.has(one as 'users.invite')));
    const { secret, key } = await people.access.apiKeys.create({ ...bob, permissions }, { name: 'early' });
    expect(new Set(key.scopes)).toEqual(permissions);
    // Its user now has all of them, and more.
    await people.workspaces.setRoles({ workspaceId: 'wsp_local', userId: 'usr_bob', roles: ['owner'] });
    expect((await people.whoIs(secret))?.permissions).toEqual(permissions);
  });

  it('gets nothing of a role that its user is given later', async () => {
    const { secret } = await make();
    const before = (await people.whoIs(secret))?.permissions;
    await people.workspaces.setRoles({ workspaceId: 'wsp_local', userId: 'usr_ann', roles: ['owner'] });
    await people.clock.advance(2_000);
    expect((await people.whoIs(secret))?.permissions).toEqual(before);
  });

  it('stays revoked when its user was removed and comes back', async () => {
    const { secret } = await make();
    const bob = await people.actor('bob');
    await people.access.members.setRoles(bob, { userId: 'usr_ann', roles: [] });
    await people.workspaces.setRoles({ workspaceId: 'wsp_local', userId: 'usr_ann', roles: ['member'] });
    expect(await people.whoIs(secret)).toBeUndefined();
  });

  it('is limited to its scopes', async () => {
    const { secret } = await make({ scopes: ['debates.read'] });
    expect((await people.whoIs(secret))?.permissions).toEqual(new Set(['debates.read']));
  });

  it('is limited to the permissions of its user, also when its scopes name more', async () => {
    const { secret } = await make({ scopes: ['debates.create', 'debates.read'] });
    await people.workspaces.setRoles({ workspaceId: 'wsp_local', userId: 'usr_ann', roles: ['viewer'] });
    expect((await people.whoIs(secret))?.permissions).toEqual(new Set(['debates.read']));
    await people.workspaces.setRoles({ workspaceId: 'wsp_local', userId: 'usr_ann', roles: ['admin'] });
    await people.clock.advance(2_000);
    expect((await people.whoIs(secret))?.permissions).toEqual(new Set(['debates.create', 'debates.read']));
  });

  it('cannot create another key, which would escape its limits', async () => {
    const { secret } = await make({ scopes: ['api-keys.manage'], addresses: ['192.0.2.1'] });
    const actor = await people.whoIs(secret, '192.0.2.1');
    if (!actor) throw new Error('It is not good.');
    const wish = { name: 'free', scopes: null, addresses: [], expiresAt: null };
    expect(await refusals(() => people.access.apiKeys.create(actor, wish))).toEqual(['CONFLICT ']);
  });

  it('is created by the owner of this machine, but not with a local token of a lesser role', async () => {
    await people.access.open();
    const { apiKeys } = people.access;
    const wish = { name: 'free', scopes: null, addresses: [], expiresAt: null };
    for (const role of ['viewer', 'member', 'admin'] as const)
      expect(await refusals(() => apiKeys.create(localActor([role]), wish))).toEqual(['CONFLICT ']);
    expect((await apiKeys.create(LOCAL_OWNER, wish)).secret).toMatch(/^ara_/);
  });

  it('is valid until it expires: after a year, or at the given time', async () => {
    const { key, secret } = await make();
    expect(key.expiresAt?.getTime()).toBe(people.clock.now().getTime() + 365 * 24 * 3_600_000);
    const { secret: short } = await make({ expiresAt: new Date(people.clock.now().getTime() + 60_000) });
    await people.clock.advance(59_999);
    expect(await people.whoIs(short)).toBeDefined();
    await people.clock.advance(1);
    expect(await people.whoIs(short)).toBeUndefined();
    expect(await people.whoIs(secret)).toBeDefined();
  });

  it('is valid only from its addresses', async () => {
    const { secret } = await make({ addresses: ['192.0.2.0/24', '2001:db8::/32'] });
    for (const address of ['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::1'])
      expect(await people.whoIs(secret, address)).toBeDefined();
    for (const address of ['192.0.3.7', '::ffff:192.0.3.7', '2001:db9::1', '', null])
      expect(await people.whoIs(secret, address)).toBeUndefined();
  });

  it('is invalid at once after revocation, also on other nodes', async () => {
    const elsewhere = new People({ ...storesOf(people) }, people.clock);
    const { key, secret } = await make();
    expect(await elsewhere.whoIs(secret)).toBeDefined();
    const revoked = await people.access.apiKeys.revoke(await people.actor('ann'), { id: key.id });
    expect(revoked.revokedAt).toEqual(people.clock.now());
    expect(await people.whoIs(secret)).toBeUndefined();
    expect(await elsewhere.whoIs(secret)).toBeUndefined();
  });

  it('is invalid when its user is deactivated or has left', async () => {
    const { secret } = await make();
    await people.access.members.deactivate(await people.actor('bob'), { userId: 'usr_ann' });
    expect(await people.whoIs(secret)).toBeUndefined();
    const { secret: other } = await make({}, 'bob');
    await people.workspaces.setRoles({ workspaceId: 'wsp_local', userId: 'usr_bob', roles: [] });
    expect(await people.whoIs(other)).toBeUndefined();
  });

  it('of another user or workspace is not found', async () => {
    const { key } = await make();
    await people.addWorkspace('wsp_other', { ann: ['owner'] });
    const strangers = [await people.actor('bob'), await people.actor('ann', 'wsp_other')];
    for (const stranger of strangers) {
      expect(await refusals(() => people.access.apiKeys.revoke(stranger, { id: key.id }))).toEqual(['NOT_FOUND id']);
      expect(await people.access.apiKeys.list(stranger)).toEqual([]);
    }
  });

  it.each<[string, Partial<Parameters<ApiKeys['create']>[1]>]>([
    ['name', { name: ' ' }],
    ['name', { name: 'n'.repeat(101) }],
    ['name', { name: 'a\u0000b' }],
    ['scopes', { scopes: [] }],
    ['scopes', { scopes: ['no.such'] }],
    ['scopes', { scopes: ['toString'] }],
    ['scopes', { scopes: ['users.set-roles'] }],
    ['addresses', { addresses: ['somewhere'] }],
    ['addresses', { addresses: ['010.0.0.1'] }],
    ['addresses', { addresses: ['10.0.0.0/33'] }],
    ['addresses', { addresses: Array(51).fill('192.0.2.1') }],
    ['expiresAt', { expiresAt: new Date('2025-01-01') }],
  ])('is not created when its %s is wrong: %j', async (field, wish) => {
    expect(await refusals(() => make(wish))).toEqual([`INVALID_INPUT ${field}`]);
    expect(people.apiKeys.keys.size).toBe(0);
  });
});

function storesOf({ users, workspaces, sessions, apiKeys }: People) {
  return { users, workspaces, sessions, oneTime: sessions, apiKeys };
}
