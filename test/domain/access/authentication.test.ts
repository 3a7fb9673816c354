import { beforeEach, describe, expect, it } from 'vitest';
import type { AccessPorts } from '../../../src/domain/access/access.ts';
import { LOCAL_USER } from '../../../src/domain/access/actor.ts';
import { STANDING_MS } from '../../../src/domain/access/authentication.ts';
import { permissionsOf } from '../../../src/domain/access/permissions.ts';
import { JwtAccessTokens } from '../../../src/infra/access/jwt.ts';
import { systemIds } from '../../../src/infra/runtime.ts';
import { API_TOKEN } from '../../support/credentials.ts';
import { People } from '../../support/people.ts';

const SECRET = Buffer.from('a secret of at least 32 characters');
const HOUR_MS = 3_600_000;

let people: People;
beforeEach(async () => {
  people = new People();
  await people.add('ann', ['member']);
  await people.add('bob', ['owner']);
});

/** Another node with the same stores. */
function elsewhere(wish: Partial<AccessPorts> = {}): People {
  const { users, workspaces, sessions, apiKeys } = people;
  return new People({ users, workspaces, sessions, oneTime: sessions, apiKeys, ...wish }, people.clock);
}

function tokens() {
  return new JwtAccessTokens({ current: SECRET }, people.clock, systemIds());
}

const inAnHour = () => new Date(people.clock.now().getTime() + HOUR_MS);
const setRoles = (roles: readonly string[]) =>
  people.workspaces.setRoles({ workspaceId: 'wsp_local', userId: 'usr_ann', roles });

describe('the permissions of a caller', () => {
  it('are those of its current roles, not of its roles at the sign-in', async () => {
    const { accessToken } = await people.signIn('ann');
    await people.access.members.setRoles(await people.actor('bob'), { userId: 'usr_ann', roles: ['viewer'] });
    const actor = await people.whoIs(accessToken);
    expect([actor?.roles, actor?.permissions]).toEqual([['viewer'], permissionsOf(['viewer'])]);
  });

  it.each([
    ['of a removed role', () => setRoles(['viewer']), ['viewer']],
    ['of an ended membership', () => setRoles([]), undefined],
    ['of a deactivated user', () => people.users.change('usr_ann', { isActive: false }), undefined],
    ['of tokens with an old version', () => people.users.change('usr_ann', { tokenVersion: 2 }), undefined],
    ['of an ended session', () => people.sessions.endAll('usr_ann', people.clock.now()), undefined],
  ])('%s are lost on another node after at most 2 s', async (_, takeAway, left) => {
    const { accessToken } = await people.signIn('ann');
    const other = elsewhere();
    expect((await other.whoIs(accessToken))?.roles).toEqual(['member']);
    await takeAway();
    await people.clock.advance(STANDING_MS);
    expect((await other.whoIs(accessToken))?.roles).toEqual(left);
  });

  it('include no administrative ones without a second factor after the grace period', async () => {
    const strict = elsewhere({ secondFactorGraceMs: HOUR_MS / 2 });
    const { accessToken } = await people.signIn('bob');
    expect((await strict.whoIs(accessToken))?.permissions.has('users.set-roles')).toBe(true);
    await people.clock.advance(HOUR_MS / 2);
    const actor = await strict.whoIs(accessToken);
    expect([actor?.permissions.has('users.set-roles'), actor?.withheld.has('users.set-roles')]).toEqual([false, true]);
    expect(actor?.permissions.has('debates.create')).toBe(true);
  });

  it('are those of the user of the session, even if the token names another user', async () => {
    const { accessToken } = await people.signIn('ann');
    const sessionId = (await people.whoIs(accessToken))?.sessionId ?? '';
    const claims = { userId: 'usr_ann', sessionId, tokenVersion: 1, impersonatorId: null };
    const others = [{ userId: 'usr_bob' }, { tokenVersion: 2 }, { sessionId: 'ses_x' }, { impersonatorId: 'usr_bob' }];
    for (const other of others)
      expect(await people.whoIs(await tokens().issue({ ...claims, ...other }, inAnHour()))).toBeUndefined();
    expect(await people.whoIs(await tokens().issue(claims, inAnHour()))).toBeDefined();
  });

  it('are reported as unavailable when they cannot be looked up', async () => {
    await people.whoIs('nonsense', '192.0.2.1');
    expect(people.signals).toEqual([['authenticationFailed', { address: '192.0.2.1' }]]);
  });
});

describe('the server operator', () => {
  it('acts in a role with a local token in development, but not in production', async () => {
    const token = await tokens().issueLocal({ role: 'viewer' }, inAnHour());
    expect(await people.whoIs(token)).toMatchObject({ userId: LOCAL_USER, roles: ['viewer'], credential: 'LOCAL' });
    expect(await elsewhere({ trustsLocal: false }).whoIs(token)).toBeUndefined();
  });

  it.each(['root', 'Owner', '', 'toString', '__proto__'])('has no role %j', async (role) => {
    expect(await people.whoIs(await tokens().issueLocal({ role }, inAnHour()))).toBeUndefined();
  });

  it('is refused in production, even with a session or a key from development', async () => {
    await people.access.open();
    const { accessToken } = await people.access.sessions.signInByLink(await people.access.localSignInSecret());
    const owner = await people.whoIs(accessToken);
    if (!owner) throw new Error('It is not good.');
    const wish = { name: 'k', scopes: null, addresses: [], expiresAt: null };
    const { secret } = await people.access.apiKeys.create(owner, wish);
    expect(await people.whoIs(secret)).toBeDefined();
    const production = elsewhere({ trustsLocal: false });
    for (const shown of [accessToken, secret]) expect(await production.whoIs(shown)).toBeUndefined();
  });

  it('must send the complete API token', async () => {
    expect(await people.whoIs(API_TOKEN)).toMatchObject({ roles: ['owner'], credential: 'API_TOKEN' });
    for (const other of [API_TOKEN.slice(1), `${API_TOKEN} `, '']) expect(await people.whoIs(other)).toBeUndefined();
    const without = elsewhere({ apiToken: undefined });
    for (const other of ['', 'undefined', API_TOKEN]) expect(await without.whoIs(other)).toBeUndefined();
  });
});

describe('tokens of the previous secret', () => {
  it('are valid until the end of the secret, and not after', async () => {
    const { accessToken } = await people.signIn('ann');
    const until = new Date(people.clock.now().getTime() + 60_000);
    const secrets = { current: Buffer.from('another secret of 32 characters'), previous: { secret: SECRET, until } };
    const changed = elsewhere({ tokens: new JwtAccessTokens(secrets, people.clock, systemIds()) });
    await people.clock.advance(59_999);
    expect(await changed.whoIs(accessToken)).toBeDefined();
    await people.clock.advance(1);
    expect(await changed.whoIs(accessToken)).toBeUndefined();
  });
});
