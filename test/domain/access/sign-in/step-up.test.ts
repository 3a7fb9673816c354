import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../../src/domain/access/actor.ts';
import { PASSWORD, People } from '../../../support/people.ts';
import { refusals } from '../../../support/refusals.ts';

const MINUTE_MS = 60_000;

let people: People;
let adam: Actor;
let mia: Actor;

beforeEach(async () => {
  people = new People();
  await people.add('adam', ['admin']);
  await people.add('mia', ['member']);
  adam = await people.actor('adam');
  mia = await people.actor('mia');
});

const key = (scopes: readonly string[] | null) => ({ name: 'a key', scopes, addresses: [], expiresAt: null });

const dangerous: readonly [string, (actor: Actor) => Promise<unknown>][] = [
  ['setRoles', (actor) => people.access.members.setRoles(actor, { userId: 'usr_mia', roles: ['viewer'] })],
  ['deactivateUser', (actor) => people.access.members.deactivate(actor, { userId: 'usr_mia' })],
  ['createPasswordReset', (actor) => people.access.members.createPasswordReset(actor, { userId: 'usr_mia' })],
  [
    'inviteUser to an administrative role',
    (actor) => people.access.members.invite(actor, { email: 'a@b.org', roles: ['admin'] }),
  ],
  ['defineRole', (actor) => people.access.roles.define(actor, { name: 'scribe', includes: [], permissions: [] })],
  ['deleteRole', (actor) => people.access.roles.remove(actor, { name: 'scribe' })],
  ['createApiKey with all permissions of an administrator', (actor) => people.access.apiKeys.create(actor, key(null))],
  [
    'impersonate',
    (actor) =>
      people.access.impersonation.start(actor, {
        userId: 'usr_mia',
        reason: 'Ticket 17, she sees nothing.',
        minutes: 5,
      }),
  ],
];

describe('an action that an old session cannot do', () => {
  beforeEach(() => people.addRole('scribe'));

  it.each(dangerous)('%s', async (_, work) => {
    await people.clock.advance(5 * MINUTE_MS + 1);
    const before = people.recorded.length;
    expect(await refusals(() => work(adam))).toEqual(['STEP_UP_REQUIRED ']);
    expect(people.recorded).toHaveLength(before);
    await people.access.impersonation.prove(adam, { password: PASSWORD });
    await work(adam);
  });

  it.each(dangerous)('%s, but a fresh sign-in can', async (_, work) => {
    await people.clock.advance(5 * MINUTE_MS);
    await work(adam);
  });
});

describe('an action without a fresh proof', () => {
  beforeEach(() => people.clock.advance(60 * MINUTE_MS));

  it('is one that grants no administrative permission', async () => {
    await people.access.members.invite(adam, { email: 'c@d.org', roles: ['member'] });
    await people.access.apiKeys.create(adam, key(['debates.read']));
    await people.access.apiKeys.create(mia, key(null));
  });

  it('is one with a key whose creation required a proof', async () => {
    await people.access.impersonation.prove(adam, { password: PASSWORD });
    const { secret } = await people.access.apiKeys.create(adam, key(null));
    await people.clock.advance(60 * MINUTE_MS);
    const byKey = (await people.whoIs(secret)) as Actor;
    expect((await people.access.members.setRoles(byKey, { userId: 'usr_mia', roles: ['viewer'] })).roles).toEqual([
      'viewer',
    ]);
  });
});
