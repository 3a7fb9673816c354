import { generateSync } from 'otplib';
import { beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS, LOCAL_USER } from '../../../../src/domain/access/actor.ts';
import type { Session } from '../../../../src/domain/access/sign-in/session.ts';
import { PASSWORD, People } from '../../../support/people.ts';
import { problemsOf, refusals } from '../../../support/refusals.ts';

let people: People;
beforeEach(async () => {
  people = new People();
  await people.add('ann', ['member']);
});
const sessions = () => people.access.sessions;
const refresh = (token: string) => sessions().refresh(token);
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    () => 'refused',
  );

describe('signing in', () => {
  it('opens a session with the roles of the user', async () => {
    const { accessToken } = await people.signIn('ann');
    expect(await people.whoIs(accessToken)).toMatchObject({
      ...{ userId: 'usr_ann', roles: ['member'], credential: 'SESSION', impersonatorId: null },
      sessionId: expect.stringMatching(/^ses_/),
    });
    expect((await people.users.find('usr_ann'))?.lastSignInAt).toEqual(people.clock.now());
  });

  it('accepts the address in any case and with surrounding spaces', async () => {
    const wish = { email: ' ANN@Example.com ', password: PASSWORD, workspaceId: null, address: null };
    await expect(sessions().signIn(wish)).resolves.toBeDefined();
  });

  it('is refused with the same message for all mistakes', async () => {
    await people.add('gone', ['member'], { isActive: false });
    await people.add('guest', ['member'], { passwordHash: null });
    await people.add('homeless', []);
    await people.addWorkspace('wsp_other', {});
    const tries = [
      () => people.signIn('ann', { password: `${PASSWORD} ` }),
      () => people.signIn('ann', { password: '' }),
      () => people.signIn('nobody'),
      () => people.signIn('no address @'),
      () => people.signIn('gone'),
      () => people.signIn('guest'),
      () => people.signIn('homeless'),
      () => people.signIn('ann', { workspaceId: 'wsp_other' }),
      () => people.signIn('ann', { workspaceId: 'wsp_none' }),
    ];
    const answers = await Promise.all(tries.map(problemsOf));
    expect(new Set(answers.map((problems) => JSON.stringify(problems))).size).toBe(1);
    expect(answers[0]).toMatchObject([{ code: 'SIGN_IN_REFUSED' }]);
    expect(people.sessions.sessions.size).toBe(0);
  });

  it('opens the requested workspace, or that of the oldest membership', async () => {
    await people.addWorkspace('wsp_other', { ann: ['viewer'] });
    const [first, other] = [await people.signIn('ann'), await people.signIn('ann', { workspaceId: 'wsp_other' })];
    expect(await people.whoIs(first.accessToken)).toMatchObject({ workspaceId: 'wsp_local', roles: ['member'] });
    expect(await people.whoIs(other.accessToken)).toMatchObject({ workspaceId: 'wsp_other', roles: ['viewer'] });
  });

  it('is in the audit log on success and on failure', async () => {
    await people.signIn('ann', { address: '192.0.2.1' });
    await outcome(people.signIn('ann', { password: 'wrong', address: '192.0.2.1' }));
    expect(people.recorded.map(({ action: { outcome } }) => outcome)).toEqual(['SUCCESS', 'DENIED']);
    expect(JSON.stringify(people.recorded)).not.toContain('wrong');
  });
});

describe('a refresh token', () => {
  it('gives new tokens of the same session, and both access tokens are valid', async () => {
    const one = await people.signIn('ann');
    const two = await refresh(one.refreshToken);
    expect(two.refreshToken).not.toBe(one.refreshToken);
    expect(two.refreshExpiresAt).toEqual(one.refreshExpiresAt);
    const [before, after] = [await people.whoIs(one.accessToken), await people.whoIs(two.accessToken)];
    expect(after?.sessionId).toBe(before?.sessionId);
    await expect(refresh(two.refreshToken)).resolves.toBeDefined();
  });

  it('used a second time within 10 s is refused, and the session continues', async () => {
    const one = await people.signIn('ann');
    const two = await refresh(one.refreshToken);
    await people.clock.advance(10_000);
    expect(await refusals(() => refresh(one.refreshToken))).toEqual(['SIGN_IN_REFUSED ']);
    await expect(refresh(two.refreshToken)).resolves.toBeDefined();
  });

  it('used a second time later ends the session with all of its tokens', async () => {
    const one = await people.signIn('ann');
    const two = await refresh(one.refreshToken);
    const three = await refresh(two.refreshToken);
    await people.clock.advance(10_001);
    expect(await refusals(() => refresh(one.refreshToken))).toEqual(['SIGN_IN_REFUSED ']);
    expect(await refusals(() => refresh(three.refreshToken))).toEqual(['SIGN_IN_REFUSED ']);
    for (const { accessToken } of [one, two, three]) expect(await people.whoIs(accessToken)).toBeUndefined();
  });

  it('that was stolen does not end other sessions of the user', async () => {
    const [stolen, other] = [await people.signIn('ann'), await people.signIn('ann')];
    await refresh(stolen.refreshToken);
    await people.clock.advance(11_000);
    await outcome(refresh(stolen.refreshToken));
    expect(await people.whoIs(other.accessToken)).toBeDefined();
  });

  it('is exchanged once by two concurrent requests, and the session continues', async () => {
    const { refreshToken } = await people.signIn('ann');
    const both = await Promise.allSettled([refresh(refreshToken), refresh(refreshToken)]);
    const won = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(won).toHaveLength(1);
    await expect(refresh(won[0]?.refreshToken ?? '')).resolves.toBeDefined();
  });

  it('is valid until the session expires, and does not extend it', async () => {
    const { refreshToken, refreshExpiresAt } = await people.signIn('ann');
    await people.clock.advance(refreshExpiresAt.getTime() - people.clock.now().getTime() - 60_000);
    const { accessExpiresAt, accessToken, refreshToken: last } = await refresh(refreshToken);
    expect(accessExpiresAt).toEqual(refreshExpiresAt);
    await people.clock.advance(60_000);
    expect(await refusals(() => refresh(last))).toEqual(['SIGN_IN_REFUSED ']);
    expect(await people.whoIs(accessToken)).toBeUndefined();
  });

  it.each(['', 'art_', 'art_unknown', 'no token at all'])('is refused when it is unknown: %j', async (token) => {
    expect(await refusals(() => refresh(token))).toEqual(['SIGN_IN_REFUSED ']);
  });

  it('of a deactivated user is refused, and an access token is no refresh token', async () => {
    const { refreshToken, accessToken } = await people.signIn('ann');
    await people.users.change('usr_ann', { isActive: false });
    expect(await refusals(() => refresh(refreshToken))).toEqual(['SIGN_IN_REFUSED ']);
    expect(await refusals(() => refresh(accessToken))).toEqual(['SIGN_IN_REFUSED ']);
  });
});

describe('an access token', () => {
  it('is valid for exactly its hour', async () => {
    const { accessToken } = await people.signIn('ann');
    await people.clock.advance(3_599_000);
    expect(await people.whoIs(accessToken)).toBeDefined();
    await people.clock.advance(1_000);
    expect(await people.whoIs(accessToken)).toBeUndefined();
  });
});

describe('signing out', () => {
  it('ends only this session, at once', async () => {
    const [one, other] = [await people.signIn('ann'), await people.signIn('ann')];
    const actor = await people.whoIs(one.accessToken);
    if (!actor) throw new Error('It is not good.');
    await sessions().signOut(actor);
    expect(await people.whoIs(one.accessToken)).toBeUndefined();
    expect(await outcome(refresh(one.refreshToken))).toBe('refused');
    expect(await people.whoIs(other.accessToken)).toBeDefined();
  });

  it('is refused for a caller without a session', async () => {
    const ann = { ...(await people.actor('ann')), sessionId: null };
    expect(await refusals(() => sessions().signOut(ann))).toEqual(['CONFLICT ']);
  });

  it('everywhere waits for an impersonation that begins at that moment, and ends it too', async () => {
    await people.signIn('ann');
    const [session] = people.sessions.sessions.values();
    people.workspaces.lock = () =>
      people.sessions.add({ ...(session as Session), id: 'ses_bob', userId: 'usr_bob', impersonatorId: 'usr_ann' });
    expect(await sessions().signOutEverywhere({ userId: 'usr_ann' })).toBe(2);
  });

  it('everywhere ends all sessions of the user and increments its token version', async () => {
    await people.add('bob', ['member']);
    const own = [await people.signIn('ann'), await people.signIn('ann')];
    const other = await people.signIn('bob');
    expect(await sessions().signOutEverywhere({ userId: 'usr_ann' })).toBe(2);
    expect((await people.users.find('usr_ann'))?.tokenVersion).toBe(2);
    for (const { accessToken, refreshToken } of own) {
      expect(await people.whoIs(accessToken)).toBeUndefined();
      expect(await outcome(refresh(refreshToken))).toBe('refused');
    }
    expect(await people.whoIs(other.accessToken)).toBeDefined();
    expect(await people.whoIs((await people.signIn('ann')).accessToken)).toBeDefined();
    expect(await sessions().signOutEverywhere({ userId: 'usr_nobody' })).toBe(0);
  });
});

describe('an identity of a provider', () => {
  const google = { provider: 'google', subject: '1234', email: 'ann@example.com', name: undefined } as const;
  const identify = async (email: string = google.email) => {
    const answer = await sessions().signInWithIdentity({ ...google, email });
    return answer.ok ? answer.code : answer.reason;
  };
  const linked = async () => (await people.users.findByIdentity('google', '1234'))?.id;

  it('belongs to the account once its code has signed in, under any address from then on', async () => {
    const code = await identify();
    expect(await linked()).toBeUndefined();
    const { accessToken } = await sessions().signInByLink(code);
    expect(await people.whoIs(accessToken)).toMatchObject({ userId: 'usr_ann' });
    expect(await linked()).toBe('usr_ann');
    await sessions().signInByLink(await identify('moved@example.com'));
  });

  it('does not belong to an account whose second factor was not proved', async () => {
    const actor = await people.actor('ann');
    const { secret } = await people.access.secondFactors.setUp(actor);
    const factorCode = (steps: number) =>
      generateSync({ secret, epoch: Math.floor(people.clock.now().getTime() / 1000) + steps * 30 });
    await people.access.secondFactors.confirm(actor, { code: factorCode(-1) });
    for (const wrong of [null, '000000']) {
      const code = await identify();
      expect(await outcome(sessions().signInByLink(code, wrong))).toBe('refused');
      expect(await linked()).toBeUndefined();
    }
    expect(await identify('moved@example.com')).toBe('NO_ACCOUNT');
    await sessions().signInByLink(await identify(), factorCode(0));
    expect(await linked()).toBe('usr_ann');
  });

  it('can be accepted by two codes, and belongs to one account', async () => {
    await people.add('bob', ['member']);
    const [one, two, other] = [await identify(), await identify(), await identify('bob@example.com')];
    await sessions().signInByLink(one);
    await sessions().signInByLink(two);
    expect(await refusals(() => sessions().signInByLink(other))).toEqual(['SIGN_IN_REFUSED ']);
    expect(await linked()).toBe('usr_ann');
  });
});

describe('a sign-in link', () => {
  const link = () => people.access.localSignInSecret();
  beforeEach(() => people.access.open());

  it('signs its user in, once', async () => {
    const secret = await link();
    const { accessToken } = await sessions().signInByLink(secret);
    expect(await people.whoIs(accessToken)).toMatchObject({ userId: LOCAL_USER, roles: ['owner'] });
    expect(await refusals(() => sessions().signInByLink(secret))).toEqual(['SIGN_IN_REFUSED ']);
  });

  it('is valid for 15 minutes', async () => {
    const secret = await link();
    await people.clock.advance(15 * 60_000);
    expect(await refusals(() => sessions().signInByLink(secret))).toEqual(['SIGN_IN_REFUSED ']);
  });

  it('is no password reset, and a password reset is no sign-in link', async () => {
    const reset = await people.access.members.createPasswordReset(await people.actor('ann'), { userId: 'usr_ann' });
    expect(await refusals(() => sessions().signInByLink(reset))).toEqual(['SIGN_IN_REFUSED ']);
    const secret = await link();
    expect(
      await refusals(() => people.access.accounts.resetPassword(ANONYMOUS, { secret, newPassword: PASSWORD })),
    ).toEqual(['SIGN_IN_REFUSED ']);
  });
});
