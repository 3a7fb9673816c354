import { generateSync } from 'otplib';
import { ANONYMOUS, LOCAL_ORGANISATION, LOCAL_OWNER, LOCAL_USER } from '../../../src/domain/access/actor.ts';
import type { OperationSetup } from '../support/operation-setups.ts';
import type { TestApi } from '../support/test-api.ts';

export const setup: OperationSetup = { prepare: somePeople };

/** Ann, Bob and the signed-in owner. */
async function somePeople(
  { access: { access, users, workspaces, sessions: open }, world }: TestApi,
  operation: string,
) {
  const { invitations, accounts, apiKeys, sessions, secondFactors, roles } = access;
  await access.open();
  const owner = await users.change(LOCAL_USER, { passwordHash: 'plain the old password' });
  if (!owner) throw new Error('There is no owner.');
  const ann = await invitations.invite(LOCAL_OWNER, { email: 'ann@example.org', name: 'Ann', roles: ['owner'] });
  await accounts.resetPassword(ANONYMOUS, { secret: ann.secret, newPassword: 'a password of hers' });
  const bob = await invitations.invite(LOCAL_OWNER, { email: 'bob@example.net', name: 'Bob', roles: ['member'] });
  const { id: bobId } = await accounts.resetPassword(ANONYMOUS, {
    secret: bob.secret,
    newPassword: 'a password of his',
  });
  const cy = await invitations.invite(LOCAL_OWNER, { email: 'cy@example.org', name: 'Cy', roles: ['member'] });
  await workspaces.add({ ...SECOND, createdAt: world.clock.now() });
  const elsewhere = { ...LOCAL_OWNER, workspaceId: SECOND.id };
  const mine = await invitations.invite(elsewhere, { email: owner.email, roles: ['viewer'] });
  const wish = { name: 'nightly', scopes: null, addresses: [], expiresAt: null };
  const { key } = await apiKeys.create(LOCAL_OWNER, wish);
  const { refreshToken } = await sessions.open(owner, null);
  const [session] = await open.listOpen(LOCAL_USER);
  await roles.define(LOCAL_OWNER, { name: 'helper', includes: ['viewer'], permissions: [] });
  const secret = operation === 'SetUpMfa' ? undefined : (await secondFactors.setUp(LOCAL_OWNER)).secret;
  const at = (stepsAgo: number) => codeAt(secret, world.clock.now().getTime() - stepsAgo * STEP_MS);
  if (operation === 'DisableMfa') await secondFactors.confirm(LOCAL_OWNER, { code: at(1) });
  const pending = { inv_: cy.invitation.id, inv_mine: mine.invitation.id };
  return {
    actor: {
      ...({ credential: 'SESSION', sessionId: session?.id ?? null } as const),
      impersonatorId: operation === 'EndImpersonation' ? LOCAL_USER : null,
    } as const,
    placeholders: { usr_: bobId, key_: key.id, art_: refreshToken, aot_: cy.secret, 123456: at(0), ...pending },
  };
}

const SECOND = { id: 'wsp_second', organisationId: LOCAL_ORGANISATION, name: 'Second' };
const STEP_MS = 30_000;

function codeAt(secret: string | undefined, ms: number): string {
  return secret === undefined ? '' : generateSync({ secret, epoch: Math.floor(ms / 1000) });
}
