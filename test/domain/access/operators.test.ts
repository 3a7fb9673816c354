import { beforeEach, expect, it } from 'vitest';
import { People } from '../../support/people.ts';
import { refusals } from '../../support/refusals.ts';

let people: People;
beforeEach(async () => {
  people = new People();
  await people.add('ann', ['member'], { accountRoles: ['organisation_auditor'] });
});

const operators = () => people.access.operators;
const rolesOf = async (name: string) => (await people.users.find(`usr_${name}`))?.accountRoles;

it('an operator is made and unmade by e-mail address, and keeps other roles of its account', async () => {
  const { accessToken } = await people.signIn('ann');
  const mayRotate = async () => (await people.whoIs(accessToken))?.permissions.has('receipts.rotate-key');
  expect(await mayRotate()).toBe(false);
  await operators().grant(' ANN@example.com');
  expect(await rolesOf('ann')).toEqual(['organisation_auditor', 'server_operator']);
  expect(await mayRotate()).toBe(true);
  await operators().revoke('ann@example.com');
  expect(await rolesOf('ann')).toEqual(['organisation_auditor']);
  expect(await mayRotate()).toBe(false);
});

it('each change is in the audit log of the organisation once, without an actor', async () => {
  for (const _ of [1, 2]) await operators().grant('ann@example.com');
  for (const _ of [1, 2]) await operators().revoke('ann@example.com');
  expect(people.recorded.map(({ by, action }) => [by, action.action, action.target])).toEqual(
    ['user.operator-granted', 'user.operator-revoked'].map((action) => [
      { userId: null, organisationId: 'org_local' },
      action,
      { type: 'user', id: 'usr_ann' },
    ]),
  );
});

it('an unknown user is not found, and a deactivated one only loses the role', async () => {
  await people.add('gone', ['member'], { isActive: false, accountRoles: ['server_operator'] });
  await people.add('left', ['member'], { isActive: false });
  for (const email of ['nobody@example.com', 'no address', ''])
    expect(await refusals(() => operators().grant(email))).toEqual(['NOT_FOUND email']);
  expect(await refusals(() => operators().grant('left@example.com'))).toEqual(['CONFLICT email']);
  await operators().revoke('gone@example.com');
  expect(await rolesOf('gone')).toEqual([]);
});
