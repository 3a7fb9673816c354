import { beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../../src/domain/access/actor.ts';
import { PASSWORD, People } from '../../support/people.ts';
import { refusals } from '../../support/refusals.ts';

const DAY_MS = 24 * 3_600_000;

let people: People;
beforeEach(async () => {
  people = new People();
  await people.add('olga', ['owner']);
  await people.add('adam', ['admin']);
  await people.add('mia', ['member']);
  await people.addWorkspace('wsp_b', { adam: ['admin'] });
});

const door = () => people.access.invitations;
const asked = (name: string, workspaceId?: string) => people.actor(name, workspaceId);
const invite = async (by: string, name: string, roles: readonly string[], workspaceId?: string) =>
  door().invite(await asked(by, workspaceId), { email: `${name}@example.com`, roles });
const join = (secret: string, newPassword = PASSWORD) =>
  people.access.accounts.resetPassword(ANONYMOUS, { secret, newPassword });

describe('an invitation', () => {
  it('makes no member, and creates no user, before it is accepted', async () => {
    await invite('adam', 'mia', ['viewer'], 'wsp_b');
    await invite('adam', 'new', ['viewer'], 'wsp_b');
    expect(await people.rolesOf('mia', 'wsp_b')).toBeUndefined();
    expect(await people.users.findByEmail('new@example.com')).toBeUndefined();
    expect(await people.access.members.list(await asked('adam', 'wsp_b'))).toHaveLength(1);
  });

  it('looks the same for an address with and without an account', async () => {
    const plain = ({ invitation: { id: _, email: __, name: ___, ...rest } }: Awaited<ReturnType<typeof invite>>) =>
      rest;
    const [known, unknown] = [
      await invite('adam', 'mia', ['viewer'], 'wsp_b'),
      await invite('adam', 'x', ['viewer'], 'wsp_b'),
    ];
    expect(plain(known)).toEqual(plain(unknown));
    expect([known.secret, unknown.secret].every((secret) => /^aot_/.test(secret))).toBe(true);
  });

  it('is listed for the workspace that invites, and for the invited person alone', async () => {
    const { invitation } = await invite('adam', 'mia', ['viewer'], 'wsp_b');
    expect(await door().list(await asked('adam', 'wsp_b'))).toEqual([invitation]);
    expect(await door().listOwn({ userId: 'usr_mia' })).toEqual([invitation]);
    expect([await door().list(await asked('adam')), await door().listOwn({ userId: 'usr_olga' })]).toEqual([[], []]);
  });

  it('is accepted once, by the invited person alone', async () => {
    const { invitation } = await invite('adam', 'mia', ['viewer'], 'wsp_b');
    expect(await refusals(async () => door().accept(await asked('olga'), invitation))).toEqual(['NOT_FOUND id']);
    expect(await refusals(async () => door().accept(await asked('adam', 'wsp_b'), invitation))).toEqual([
      'NOT_FOUND id',
    ]);
    expect((await door().accept(await asked('mia'), invitation)).status).toBe('ACCEPTED');
    expect(await people.rolesOf('mia', 'wsp_b')).toEqual(['viewer']);
    expect(await refusals(async () => door().accept(await asked('mia'), invitation))).toEqual(['NOT_FOUND id']);
  });

  it('is accepted with its secret by a person without an account, once within a week', async () => {
    const { secret } = await invite('adam', 'new', ['member']);
    expect((await join(secret)).email).toBe('new@example.com');
    expect(await refusals(() => join(secret))).toEqual(['SIGN_IN_REFUSED ']);
    expect(await people.signIn('new')).toBeDefined();
    const { secret: late } = await invite('adam', 'late', ['member']);
    await people.clock.advance(7 * DAY_MS);
    expect(await refusals(() => join(late))).toEqual(['SIGN_IN_REFUSED ']);
  });

  it('locks the organisation before it makes an account: two at once would wait for each other', async () => {
    const { secret } = await invite('adam', 'new', ['member']);
    people.workspaces.lock = async () => expect(await people.users.findByEmail('new@example.com')).toBeUndefined();
    expect((await join(secret)).email).toBe('new@example.com');
  });

  it('does not set the password of an account: its secret counts only with the password that the account has', async () => {
    const { secret } = await invite('adam', 'mia', ['viewer'], 'wsp_b');
    expect(await refusals(() => join(secret, 'another long passphrase'))).toEqual(['SIGN_IN_REFUSED newPassword']);
    expect(await people.rolesOf('mia', 'wsp_b')).toBeUndefined();
    await join(secret);
    expect(await people.rolesOf('mia', 'wsp_b')).toEqual(['viewer']);
    expect(await people.signIn('mia')).toBeDefined();
  });

  it('is no way to guess the password of an account', async () => {
    const { secret } = await invite('adam', 'mia', ['viewer'], 'wsp_b');
    for (let tries = 0; tries < 5; tries++) await refusals(() => join(secret, `another passphrase ${tries}`));
    expect(await refusals(() => join(secret))).toEqual(['TOO_MANY_ATTEMPTS ']);
  });

  it('replaces an earlier one of the same address', async () => {
    const [first, second] = [await invite('adam', 'new', ['member']), await invite('adam', 'new', ['viewer'])];
    expect(await door().list(await asked('adam'))).toEqual([second.invitation]);
    expect(await refusals(() => join(first.secret))).toEqual(['SIGN_IN_REFUSED ']);
    await join(second.secret);
  });

  it('can be declined by the invited person, and withdrawn by the workspace', async () => {
    const one = (await invite('adam', 'mia', ['viewer'], 'wsp_b')).invitation;
    expect(await refusals(async () => door().decline(await asked('olga'), one))).toEqual(['NOT_FOUND id']);
    expect((await door().decline(await asked('mia'), one)).status).toBe('DECLINED');
    const other = (await invite('adam', 'mia', ['viewer'], 'wsp_b')).invitation;
    expect(await refusals(async () => door().withdraw(await asked('adam'), other))).toEqual(['NOT_FOUND id']);
    expect((await door().withdraw(await asked('adam', 'wsp_b'), other)).status).toBe('WITHDRAWN');
    expect(await refusals(async () => door().accept(await asked('mia'), other))).toEqual(['NOT_FOUND id']);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['was removed', async () => people.workspaces.setRoles({ workspaceId: 'wsp_b', userId: 'usr_adam', roles: [] })],
    [
      'lost the role',
      async () => people.workspaces.setRoles({ workspaceId: 'wsp_b', userId: 'usr_adam', roles: ['team_lead'] }),
    ],
    ['was deactivated', async () => people.users.change('usr_adam', { isActive: false })],
  ])('is not valid when its inviter %s', async (_, change) => {
    const { invitation, secret } = await invite('adam', 'mia', ['admin'], 'wsp_b');
    await change();
    expect(await refusals(async () => door().accept(await asked('mia'), invitation))).toEqual(['CONFLICT ']);
    expect(await refusals(() => join(secret))).toEqual(['CONFLICT ']);
    expect(await people.rolesOf('mia', 'wsp_b')).toBeUndefined();
  });

  it('gives no role that became more powerful than its inviter', async () => {
    await people.addRole('helper', { includes: ['viewer'] });
    const { invitation } = await invite('adam', 'mia', ['helper'], 'wsp_b');
    await people.addRole('helper', { includes: ['owner'], permissions: ['workspaces.create'] });
    await people.workspaces.setRoles({ workspaceId: 'wsp_b', userId: 'usr_adam', roles: ['team_lead'] });
    expect(await refusals(async () => door().accept(await asked('mia'), invitation))).toEqual(['CONFLICT ']);
  });

  it('is one of at most 200 that are pending', async () => {
    for (let nth = 0; nth < 200; nth++) await invite('adam', `n${nth}`, ['viewer']);
    expect(await refusals(() => invite('adam', 'one-more', ['viewer']))).toEqual(['CONFLICT ']);
    await invite('adam', 'n7', ['member']);
    await people.clock.advance(7 * DAY_MS);
    await invite('adam', 'one-more', ['viewer']);
  });
});
