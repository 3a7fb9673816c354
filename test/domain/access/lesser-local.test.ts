import { beforeEach, expect, it } from 'vitest';
import { type Actor, LOCAL_OWNER, localActor, requireOwnAccount } from '../../../src/domain/access/actor.ts';
import { People } from '../../support/people.ts';
import { refusals } from '../../support/refusals.ts';

let people: People;
beforeEach(async () => {
  people = new People();
  await people.access.open();
});

/** Actions on the account of the server operator, which has all permissions. */
const OWN: readonly [string, (actor: Actor) => Promise<unknown>][] = [
  [
    'changePassword',
    (actor) =>
      people.access.accounts.changePassword(actor, { currentPassword: 'old', newPassword: 'a new one for tests' }),
  ],
  ['setUpMfa', (actor) => people.access.secondFactors.setUp(actor)],
  ['confirmMfa', (actor) => people.access.secondFactors.confirm(actor, { code: '123456' })],
  ['disableMfa', (actor) => people.access.secondFactors.disable(actor, { code: '123456' })],
  ['leaveWorkspace', (actor) => people.access.members.leave(actor)],
  ['createWorkspace', (actor) => people.access.members.createWorkspace(actor, { name: 'further' })],
  ['revokeApiKey', (actor) => people.access.apiKeys.revoke(actor, { id: 'key_1' })],
  ['signOutEverywhere', async (actor) => requireOwnAccount(actor)],
];

it.each(OWN)('a local token of a lesser role is refused for %s', async (_, work) => {
  for (const role of ['viewer', 'admin'] as const)
    await expect(work(localActor([role]))).rejects.toThrow('Make one of the owner');
});

it('a local token of the owner is accepted', async () => {
  expect((await people.access.secondFactors.setUp(LOCAL_OWNER)).secret).toBeTruthy();
  expect((await people.access.members.createWorkspace(LOCAL_OWNER, { name: 'further' })).name).toBe('further');
  expect(await refusals(() => people.access.apiKeys.revoke(LOCAL_OWNER, { id: 'key_1' }))).toEqual(['NOT_FOUND id']);
});
