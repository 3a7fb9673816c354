import { beforeEach, describe, expect, it } from 'vitest';
import { type Actor, ANONYMOUS, LOCAL_OWNER } from '../../../src/domain/access/actor.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { AccessWorld } from '../../support/memory/access-world.ts';
import { problemsOf } from '../../support/refusals.ts';

const PASSWORD = 'a passphrase of hers';
const REASON = 'Ticket 17: the list looks empty to him.';
const MINUTE_MS = 60_000;

let clock: FakeClock;
let world: AccessWorld;
let ann: Actor;
let bob: string;

const actorOf = async (bearer: string) => world.access.authentication.actorOf({ bearer, address: null });
const actAs = (userId: string, { actor = ann, reason = REASON, minutes = 30 } = {}) =>
  world.access.impersonation.start(actor, { userId, reason, minutes });

/** The codes of the user errors. */
async function refusedWith(work: Promise<unknown>): Promise<readonly string[]> {
  return (await problemsOf(() => work)).map((problem) => problem.code);
}

async function member(email: string, role: string): Promise<string> {
  const { invitations, accounts } = world.access;
  const { secret } = await invitations.invite(LOCAL_OWNER, { email, roles: [role] });
  return (await accounts.resetPassword(ANONYMOUS, { secret, newPassword: PASSWORD })).id;
}

async function signedIn(email: string): Promise<Actor> {
  const given = { email, password: PASSWORD, workspaceId: null, address: null };
  const { accessToken } = await world.access.sessions.signIn(given);
  const actor = await actorOf(accessToken);
  if (!actor) throw new Error('Nobody has signed in.');
  return actor;
}

beforeEach(async () => {
  clock = new FakeClock();
  world = new AccessWorld(clock);
  await member('ann@example.org', 'admin');
  bob = await member('bob@example.org', 'member');
  ann = await signedIn('ann@example.org');
});

describe('a signed-in user with a wrong password', () => {
  const prove = () => world.access.impersonation.prove(ann, { password: 'wrong' });
  const changePassword = () =>
    world.access.accounts.changePassword(ann, { currentPassword: 'wrong', newPassword: `${PASSWORD} anew` });

  it.each([
    ['for a fresh proof', prove, 'password'],
    ['for a change of the password', changePassword, 'currentPassword'],
  ])('%s gets an error about the password, not about an address', async (_, work, field) => {
    const [problem] = await problemsOf(work);
    expect(problem).toMatchObject({ code: 'SIGN_IN_REFUSED', field: [field] });
    expect(problem?.message).toMatch(/^The password is wrong\./);
    expect(problem?.message).not.toMatch(/address/i);
  });
});

describe('acting as another user', () => {
  it('gives the permissions of the user without the sensitive ones, and names the impersonator', async () => {
    const { accessToken } = await actAs(bob);
    const acting = await actorOf(accessToken);
    expect(acting).toMatchObject({ userId: bob, impersonatorId: ann.userId, roles: ['member'] });
    expect(acting?.permissions).toContain('debates.create');
    expect(acting?.permissions).not.toContain('api-keys.manage');
    expect(acting?.permissions).not.toContain('users.invite');
    expect(world.recorded.at(-1)?.action).toMatchObject({ action: 'impersonation.started', reason: REASON });
    expect(world.signals.map(([name]) => name)).toContain('impersonationStarted');
  });

  it('ends on request, after its time, and when the administrator loses the permission', async () => {
    const first = await actAs(bob);
    await world.access.impersonation.end((await actorOf(first.accessToken)) as Actor);
    expect(await actorOf(first.accessToken)).toBeUndefined();
    const second = await actAs(bob, { minutes: 1 });
    expect(await actorOf(second.accessToken)).toBeDefined();
    await clock.advance(MINUTE_MS + 1_000);
    expect(await actorOf(second.accessToken)).toBeUndefined();
    const third = await actAs(bob);
    await world.access.members.setRoles(LOCAL_OWNER, { userId: ann.userId, roles: ['viewer'] });
    expect(await actorOf(third.accessToken)).toBeUndefined();
  });

  it('ends with the sessions of the administrator', async () => {
    const { accessToken } = await actAs(bob);
    expect(await world.access.sessions.signOutEverywhere(ann)).toBe(2);
    expect(await actorOf(accessToken)).toBeUndefined();
  });

  it.each([
    ['without a reason', { reason: 'short' }, 'INVALID_INPUT'],
    ['for two hours', { minutes: 120 }, 'INVALID_INPUT'],
    ['with a token that is no session', { actor: LOCAL_OWNER }, 'CONFLICT'],
  ])('is refused %s', async (_, wish, code) => {
    expect(await refusedWith(actAs(bob, wish))).toEqual([code]);
  });

  it('is refused as oneself, as a user with more permissions, as an unknown user, and inside an impersonation', async () => {
    const owner = await member('owner@example.org', 'owner');
    expect(await refusedWith(actAs(ann.userId))).toEqual(['CONFLICT']);
    expect(await refusedWith(actAs(owner))).toEqual(['CONFLICT']);
    expect(await refusedWith(actAs('usr_nobody'))).toEqual(['NOT_FOUND']);
    const acting = (await actorOf((await actAs(bob)).accessToken)) as Actor;
    expect(await refusedWith(actAs(owner, { actor: acting }))).toEqual(['CONFLICT']);
  });

  it('cannot change password or second factor, and cannot leave a workspace', async () => {
    const acting = (await actorOf((await actAs(bob)).accessToken)) as Actor;
    const { accounts, secondFactors, members } = world.access;
    const next = 'quite another passphrase';
    expect(
      await refusedWith(accounts.changePassword(acting, { currentPassword: PASSWORD, newPassword: next })),
    ).toEqual(['CONFLICT']);
    expect(await refusedWith(secondFactors.setUp(acting))).toEqual(['CONFLICT']);
    expect(await refusedWith(members.leave(acting))).toEqual(['CONFLICT']);
  });
});
