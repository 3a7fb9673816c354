import { ANONYMOUS } from '../../../src/domain/access/actor.ts';
import type { FeatureTenancy, Filling, RouteProbe } from '../support/tenancy/feature-tenancy.ts';
import { input, plain } from '../support/tenancy/feature-tenancy.ts';
import { idOf, keyOf, PASSWORD, secretOf, type Tenant } from '../support/tenancy/tenant.ts';

const NEXT_PASSWORD = 'another horse battery staple';
const BARE = 'It says that it was done, or hands out something new.';
const OF_THE_MOMENT = 'It takes a code of the moment, and concerns the caller alone.';
const CREDENTIAL = 'It takes a secret, which is good for everybody who has it, and names nothing.';
const NOT_SET_UP: RouteProbe = { bare: 404, silent: 'It is not set up here, and knows no caller.' };

const member = (own: Tenant) => ({ userId: idOf(own, 'member') });

async function fill({ both, owner, mark }: Filling) {
  const own = await both.access.users.find(owner.userId);
  if (!own) throw new Error('There is no owner.');
  const { accounts, apiKeys, invitations, members } = both.access.access;
  const wish = { name: `${mark} key`, scopes: null, addresses: ['192.0.2.0/24'], expiresAt: null };
  const { key } = await apiKeys.create(owner, wish);
  const email = `guest-${mark.toLowerCase()}@example.org`;
  const invitation = { email, name: `${mark} guest`, roles: ['member'] };
  const { secret } = await invitations.invite({ ...owner, apiKeyId: key.id }, invitation);
  const { id: guestId } = await accounts.resetPassword(ANONYMOUS, { secret, newPassword: PASSWORD });
  const invite = (address: string, by = owner) =>
    invitations.invite(by, { email: address, name: mark, roles: ['member'] });
  const open = await invite(`open-${mark.toLowerCase()}@example.org`);
  const inviter = { ...own, id: `${owner.userId}_2`, email: `inviter-${own.email}`, name: `${mark} inviter` };
  await both.access.users.add({ ...inviter, accountRoles: [] });
  const byInviter = { ...owner, userId: inviter.id };
  const second = await members.createWorkspace(byInviter, { name: `${mark} second` });
  const mine = await invite(own.email, { ...byInviter, workspaceId: second.id });
  await members.createWorkspace({ ...owner, impersonatorId: guestId }, { name: `${mark} further` });
  await both.access.apiKeys.used(key.id, both.world.clock.now());
  const role = { organisationId: owner.organisationId, name: `${mark}-word` };
  await both.access.workspaces.saveRole({ ...role, includes: ['viewer'], permissions: [] });
  return {
    ids: {
      invitation: open.invitation.id,
      ownInvitation: mine.invitation.id,
      member: guestId,
      apiKey: key.id,
      session: owner.sessionId ?? '',
    },
    secrets: { invitation: open.secret },
  };
}

export const tenancy: FeatureTenancy = {
  fill,
  probes: {
    Query: {
      ...{ apiKeys: plain, invitations: plain, me: plain, myInvitations: plain, organisationUsers: plain },
      ...{ roles: plain, users: plain, workspaces: plain },
    },
    Mutation: {
      acceptInvitation: input((own) => ({ id: idOf(own, 'ownInvitation') })),
      changePassword: input(() => ({ currentPassword: PASSWORD, newPassword: NEXT_PASSWORD })),
      confirmIdentity: input(() => ({ password: PASSWORD }), { silent: BARE }),
      confirmMfa: input(() => ({ code: '123456' }), { silent: BARE }),
      createApiKey: input((own) => ({ name: keyOf(own), scopes: ['DEBATES_READ'] })),
      createPasswordReset: input(member),
      createWorkspace: input((own) => ({ name: keyOf(own) })),
      deactivateUser: input(member),
      declineInvitation: input((own) => ({ id: idOf(own, 'ownInvitation') })),
      defineRole: input(() => ({ name: 'auditor' }), { texts: ['input.includes'], silent: BARE }),
      deleteRole: input(({ mark }) => ({ name: `${mark}-word` }), { texts: ['input.name'] }),
      disableMfa: input(() => ({ code: '123456' }), { silent: BARE }),
      endImpersonation: input(() => ({}), { silent: BARE }),
      impersonate: input((own) => ({ ...member(own), reason: 'To see the same.', minutes: 5 })),
      inviteUser: input((own) => ({ email: `new-${keyOf(own)}@example.org`, roles: ['viewer'] }), {
        texts: ['input.roles'],
      }),
      leaveWorkspace: input(() => ({}), { silent: BARE }),
      refreshSession: input((own) => ({ refreshToken: secretOf(own, 'refreshToken') }), { silent: BARE }),
      resetPassword: input((own) => ({ secret: secretOf(own, 'invitation'), newPassword: NEXT_PASSWORD })),
      revokeApiKey: input((own) => ({ id: idOf(own, 'apiKey') })),
      setOrganisationRoles: input((own) => ({ ...member(own), roles: ['ORGANISATION_AUDITOR'] })),
      setRoles: input((own) => ({ ...member(own), roles: ['viewer'] }), { texts: ['input.roles'] }),
      setUpMfa: input(() => ({})),
      signIn: input(({ email }) => ({ email, password: PASSWORD }), { silent: BARE }),
      signOut: input(() => ({}), { silent: BARE }),
      signOutEverywhere: input(() => ({}), { silent: BARE }),
      withdrawInvitation: input((own) => ({ id: idOf(own, 'invitation') })),
    },
  },
  neverReached: {
    'Me.impersonatorId': 'It is of the caller itself, who acts as no other user.',
    'ConfirmMfaPayload.recoveryCodes': OF_THE_MOMENT,
    'ConfirmMfaPayload.user': OF_THE_MOMENT,
    'DisableMfaPayload.user': OF_THE_MOMENT,
    'LeaveWorkspacePayload.workspace': 'The only owner cannot leave.',
    'EndImpersonationPayload.user': 'The caller acts as no other user.',
  },
  routes: {
    'GET /api/auth/me': { bare: 401 },
    'POST /api/auth/api-key': {
      bare: 401,
      at: () => ({ body: { name: 'another' } }),
      silent: 'It hands out a new key.',
    },
    'DELETE /api/auth/api-key': { bare: 401, own: (own) => idOf(own, 'apiKey'), at: (id) => ({ body: { id } }) },
    'POST /api/auth/sign-in-link': { bare: 403, silent: 'It is only for commands on the machine of the server.' },
    'POST /api/auth/link': { bare: 401, at: (code) => ({ body: { code } }), silent: CREDENTIAL },
    'POST /api/auth/refresh': { bare: 401, at: (token) => ({ body: { refresh_token: token } }), silent: CREDENTIAL },
    'GET /api/auth/oauth/google': NOT_SET_UP,
    'GET /api/auth/oauth/google/callback': NOT_SET_UP,
  },
};
