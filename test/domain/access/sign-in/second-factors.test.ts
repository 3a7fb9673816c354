import { generateSync } from 'otplib';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Actor, ANONYMOUS, LOCAL_OWNER } from '../../../../src/domain/access/actor.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { AccessWorld } from '../../../support/memory/access-world.ts';
import { problemsOf } from '../../../support/refusals.ts';

const PASSWORD = 'a passphrase of hers';
const STEP_MS = 30_000;
const DAY_MS = 24 * 3_600_000;

let clock: FakeClock;
let world: AccessWorld;
let ann: Actor;
let secret: string;
let recoveryCodes: readonly string[];

const code = (steps = 0) =>
  generateSync({ secret, epoch: Math.floor((clock.now().getTime() + steps * STEP_MS) / 1000) });
const signIn = (given: string | null) =>
  world.access.sessions.signIn({
    email: 'ann@example.org',
    password: PASSWORD,
    workspaceId: null,
    address: null,
    code: given,
  });

/** The codes of the user errors. */
async function refusedWith(work: Promise<unknown>): Promise<readonly string[]> {
  return (await problemsOf(() => work)).map((problem) => problem.code);
}

beforeEach(async () => {
  clock = new FakeClock();
  world = new AccessWorld(clock);
  const { invitations, accounts, secondFactors } = world.access;
  const { secret: own } = await invitations.invite(LOCAL_OWNER, { email: 'ann@example.org', roles: ['admin'] });
  const { id: userId } = await accounts.resetPassword(ANONYMOUS, { secret: own, newPassword: PASSWORD });
  ann = { ...LOCAL_OWNER, userId };
  secret = (await secondFactors.setUp(ann)).secret;
  recoveryCodes = await secondFactors.confirm(ann, { code: code(-1) });
});

describe('a second factor', () => {
  it('is required at every sign-in', async () => {
    expect(await refusedWith(signIn(null))).toEqual(['MFA_CODE_REQUIRED']);
    expect(await refusedWith(signIn('000000'))).toEqual(['SIGN_IN_REFUSED']);
    expect((await signIn(code())).accessToken).toMatch(/^eyJ/);
  });

  it('is required to accept an invitation with its secret', async () => {
    const { invitations, accounts } = world.access;
    await world.workspaces.add({ id: 'wsp_b', organisationId: 'org_local', name: 'b', createdAt: clock.now() });
    const inviter = { ...LOCAL_OWNER, workspaceId: 'wsp_b' };
    const { secret: link } = await invitations.invite(inviter, { email: 'ann@example.org', roles: ['viewer'] });
    const join = (given?: string | null) =>
      accounts.resetPassword(ANONYMOUS, { secret: link, newPassword: PASSWORD, code: given });
    expect(await refusedWith(join())).toEqual(['MFA_CODE_REQUIRED']);
    expect(await refusedWith(join(null))).toEqual(['MFA_CODE_REQUIRED']);
    expect(await refusedWith(join('000000'))).toEqual(['SIGN_IN_REFUSED']);
    expect(await world.workspaces.membership('wsp_b', ann.userId)).toBeUndefined();
    await join(code());
    expect((await world.workspaces.membership('wsp_b', ann.userId))?.roles).toEqual(['viewer']);
  });

  it('ends the other sessions of its user when it is confirmed, and when it is removed', async () => {
    const { secondFactors, authentication, sessions } = world.access;
    const signedIn = async (given: string) => {
      const { accessToken, refreshToken } = await signIn(given);
      return { actor: await authentication.actorOf({ bearer: accessToken, address: null }), refreshToken };
    };
    const [one, other] = [await signedIn(code()), await signedIn(code(1))];
    await clock.advance(STEP_MS * 2);
    await secondFactors.disable({ ...ann, sessionId: one.actor?.sessionId ?? null }, { code: code() });
    const early = await world.access.sessions.signIn({
      ...{ email: 'ann@example.org', password: PASSWORD, workspaceId: null, address: null },
    });
    secret = (await secondFactors.setUp(ann)).secret;
    await secondFactors.confirm({ ...ann, sessionId: one.actor?.sessionId ?? null }, { code: code() });
    for (const { refreshToken } of [other, early])
      expect(await refusedWith(sessions.refresh(refreshToken))).toEqual(['SIGN_IN_REFUSED']);
    expect((await sessions.refresh(one.refreshToken)).accessToken).toBeTruthy();
  });

  it('accepts no code twice, and none of an earlier step', async () => {
    await signIn(code());
    expect(await refusedWith(signIn(code()))).toEqual(['SIGN_IN_REFUSED']);
    expect(await refusedWith(signIn(code(-1)))).toEqual(['SIGN_IN_REFUSED']);
    expect((await signIn(code(1))).accessToken).toBeTruthy();
  });

  it('accepts each recovery code once', async () => {
    expect(recoveryCodes).toHaveLength(10);
    const [first = '', second = ''] = recoveryCodes;
    await signIn(first.toLowerCase());
    expect(await refusedWith(signIn(first))).toEqual(['SIGN_IN_REFUSED']);
    await signIn(second);
  });

  it('requires a wait after five failed tries, also for a right code', async () => {
    for (let tries = 0; tries < 5; tries++) await refusedWith(signIn('000000'));
    expect(await refusedWith(signIn(code()))).toEqual(['TOO_MANY_ATTEMPTS']);
    await clock.advance(61_000);
    expect((await signIn(code())).accessToken).toBeTruthy();
  });

  it('is removed only with a code, and can then be set up again', async () => {
    const { secondFactors } = world.access;
    expect(await refusedWith(secondFactors.disable(ann, { code: '000000' }))).toEqual(['SIGN_IN_REFUSED']);
    expect(await refusedWith(secondFactors.setUp(ann))).toEqual(['CONFLICT']);
    await secondFactors.disable(ann, { code: code() });
    expect((await signIn(null)).accessToken).toBeTruthy();
    expect((await secondFactors.setUp(ann)).secret).not.toBe(secret);
  });
});

describe('administrative permissions', () => {
  const rightsOf = async (accessToken: string) =>
    world.access.authentication.actorOf({ bearer: accessToken, address: null });

  beforeEach(async () => {
    world = new AccessWorld(clock, { secondFactorGraceMs: 7 * DAY_MS, accessMs: 30 * DAY_MS });
    const { invitations, accounts } = world.access;
    const { secret: invitation } = await invitations.invite(LOCAL_OWNER, {
      email: 'ann@example.org',
      name: 'Ann',
      roles: ['admin'],
    });
    await accounts.resetPassword(ANONYMOUS, { secret: invitation, newPassword: PASSWORD });
  });

  it('are withheld without a second factor after the grace period, and return with one', async () => {
    const { accessToken } = await signIn(null);
    expect((await rightsOf(accessToken))?.permissions).toContain('users.invite');
    await clock.advance(8 * DAY_MS);
    const late = await rightsOf(accessToken);
    expect(late?.permissions).not.toContain('users.invite');
    expect(late?.permissions).toContain('debates.create');
    expect(world.access.permissions.denial(late as Actor, 'users.invite', 'test')).toBe('MFA_REQUIRED');
    secret = (await world.access.secondFactors.setUp(late as Actor)).secret;
    await world.access.secondFactors.confirm(late as Actor, { code: code() });
    expect((await rightsOf(accessToken))?.permissions).toContain('users.invite');
  });
});
