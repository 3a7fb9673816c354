import { beforeEach, describe, expect, it } from 'vitest';
import type { AccessPorts } from '../../../src/domain/access/access.ts';
import { type Actor, LOCAL_ORGANISATION, LOCAL_USER, LOCAL_WORKSPACE } from '../../../src/domain/access/actor.ts';
import { type ServiceCall, STANDING_MS } from '../../../src/domain/access/authentication.ts';
import { permissionsOf } from '../../../src/domain/access/permissions.ts';
import { People } from '../../support/people.ts';
import { refusals } from '../../support/refusals.ts';

const ADDRESS = '10.1.0.1';
const HOUR_MS = 3_600_000;

let people: People;
beforeEach(async () => {
  people = new People();
  await people.add('ann', ['member', 'helper']);
  await people.addRole('helper', { permissions: ['audit.read'] });
  await people.addWorkspace('wsp_second', { ann: ['owner'] });
  await people.addWorkspace('wsp_third', {});
});

function actorFor(call: Partial<ServiceCall>, { access }: People = people) {
  const service = { userId: 'usr_ann', tenantId: LOCAL_ORGANISATION, roles: null, ...call };
  return access.authentication.actorOf({ service, address: ADDRESS });
}

/** Another node with the same stores. */
function elsewhere(wish: Partial<AccessPorts> = {}): People {
  const { users, workspaces, sessions, apiKeys } = people;
  return new People({ users, workspaces, sessions, oneTime: sessions, apiKeys, ...wish }, people.clock);
}

describe('a service that acts for a user', () => {
  it('acts in the named workspace, or in the first of the organisation', async () => {
    expect(await actorFor({})).toMatchObject({ workspaceId: LOCAL_WORKSPACE, roles: ['member', 'helper'] });
    expect(await actorFor({ tenantId: LOCAL_WORKSPACE })).toMatchObject({ workspaceId: LOCAL_WORKSPACE });
    expect(await actorFor({ tenantId: 'wsp_second' })).toMatchObject({ workspaceId: 'wsp_second', roles: ['owner'] });
    for (const tenantId of ['wsp_third', 'wsp_none', 'org_other', ''])
      expect(await actorFor({ tenantId })).toBeUndefined();
  });

  it('cannot create an API key, which would outlast the service and work from any address', async () => {
    const actor = (await actorFor({})) as Actor;
    const wish = { name: 'for ever', scopes: null, addresses: [], expiresAt: null };
    expect(await refusals(() => people.access.apiKeys.create(actor, wish))).toEqual(['CONFLICT ']);
  });

  it('is the credential of the actor, with an address and without a session or a key', async () => {
    const shown = { credential: 'SERVICE', address: ADDRESS, sessionId: null, apiKeyId: null, impersonatorId: null };
    expect(await actorFor({})).toMatchObject({ userId: 'usr_ann', organisationId: LOCAL_ORGANISATION, ...shown });
  });

  it('has the permissions of the named roles, if the user has these roles', async () => {
    const held = async (roles: readonly string[]) => (await actorFor({ roles }))?.permissions;
    expect(await held(['helper', 'owner'])).toEqual(new Set(['audit.read']));
    expect(await held(['member', 'admin'])).toEqual(permissionsOf(['member']));
    for (const roles of [[], ['owner'], ['Member']]) expect(await held(roles)).toBeUndefined();
  });

  it('has no administrative permissions for a user without a second factor after the grace period', async () => {
    const strict = elsewhere({ secondFactorGraceMs: HOUR_MS });
    await people.clock.advance(HOUR_MS);
    const actor = await actorFor({ tenantId: 'wsp_second' }, strict);
    expect([actor?.permissions.has('users.set-roles'), actor?.withheld.has('users.set-roles')]).toEqual([false, true]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['deactivated', () => people.users.change('usr_ann', { isActive: false })],
    ['taken out', () => people.workspaces.setRoles({ workspaceId: LOCAL_WORKSPACE, userId: 'usr_ann', roles: [] })],
  ])('is refused on every node after at most 2 s when the user is %s', async (_, change) => {
    const other = elsewhere();
    const call = { tenantId: LOCAL_WORKSPACE };
    expect(await actorFor(call, other)).toBeDefined();
    await change();
    await people.clock.advance(STANDING_MS);
    expect(await actorFor(call, other)).toBeUndefined();
    expect(other.signals).toEqual([['authenticationFailed', { address: ADDRESS }]]);
  });

  it('never is the owner of the machine in production', async () => {
    await people.access.open();
    expect(await actorFor({ userId: LOCAL_USER })).toMatchObject({ roles: ['owner'] });
    expect(await actorFor({ userId: LOCAL_USER }, elsewhere({ trustsLocal: false }))).toBeUndefined();
  });
});

describe('an address', () => {
  it('is that of each request, also when the actor is cached', async () => {
    const { accessToken } = await people.signIn('ann');
    expect((await people.whoIs(accessToken, '192.0.2.1'))?.address).toBe('192.0.2.1');
    expect((await people.whoIs(accessToken, '192.0.2.2'))?.address).toBe('192.0.2.2');
    expect((await people.whoIs(accessToken))?.address).toBeNull();
  });
});
