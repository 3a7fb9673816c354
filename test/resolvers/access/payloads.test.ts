import { describe, expect, it } from 'vitest';
import {
  ConfirmMfaDocument,
  CreateApiKeyDocument,
  DefineRoleDocument,
  DeleteRoleDocument,
  EndImpersonationDocument,
  LeaveWorkspaceDocument,
  MeDocument,
  ResetPasswordDocument,
  SignOutDocument,
  SignOutEverywhereDocument,
} from '../../../src/cli/generated/graphql.ts';
import { LOCAL_USER, LOCAL_WORKSPACE } from '../../../src/domain/access/actor.ts';
import { prepareFor } from '../support/operation-setups.ts';
import { type TestApi, testApi } from '../support/test-api.ts';

const KEY = { idempotencyKey: 'k' };
const NO_ERRORS = { userErrors: [], userErrorsOmitted: 0 };

async function prepared(operation: string) {
  const api = await testApi();
  return { api, ...(await prepareFor(api, operation)) };
}

/** The payload of both of two equal requests with the same key. */
async function twice<Payload>(
  ask: () => Promise<{ readonly data?: Payload | null }>,
): Promise<Payload | null | undefined> {
  const [one, other] = [await ask(), await ask()];
  expect(other).toEqual(one);
  return one.data;
}

describe('the payload of a mutation, also when it is repeated,', () => {
  it('has the end of the session that was signed out', async () => {
    const { api, actor } = await prepared('SignOut');
    const endedAt = api.world.clock.now().toISOString();
    const data = await twice(() => api.execute(SignOutDocument, { input: KEY }, actor));
    expect(data?.signOut).toEqual({ endedAt, ...NO_ERRORS });
  });

  it('has the number of the sessions that ended', async () => {
    const { api, actor } = await prepared('SignOutEverywhere');
    const open = (await api.access.sessions.listOpen(LOCAL_USER)).length;
    expect(open).toBeGreaterThan(0);
    const data = await twice(() => api.execute(SignOutEverywhereDocument, { input: KEY }, actor));
    expect(data?.signOutEverywhere).toEqual({ endedSessionCount: open, ...NO_ERRORS });
  });

  it('has the name of the deleted role', async () => {
    const { api, actor } = await prepared('DeleteRole');
    const input = { name: 'helper', ...KEY };
    const data = await twice(() => api.execute(DeleteRoleDocument, { input }, actor));
    expect(data?.deleteRole).toEqual({ deletedRoleName: 'helper', ...NO_ERRORS });
  });

  it('has the workspace that the caller left', async () => {
    const { api, actor } = await prepared('LeaveWorkspace');
    const data = await twice(() => api.execute(LeaveWorkspaceDocument, { input: KEY }, actor));
    expect(data?.leaveWorkspace).toMatchObject({ workspace: { id: LOCAL_WORKSPACE }, ...NO_ERRORS });
  });

  it('has the user whose impersonation ended', async () => {
    const { api, actor } = await prepared('EndImpersonation');
    const data = await twice(() => api.execute(EndImpersonationDocument, { input: KEY }, actor));
    expect(data?.endImpersonation).toMatchObject({ user: { id: LOCAL_USER }, ...NO_ERRORS });
  });

  it('has the user with its second factor, and the recovery codes only the first time', async () => {
    const { api, actor, placeholders } = await prepared('ConfirmMfa');
    const input = { code: placeholders['123456'] ?? '', ...KEY };
    const confirm = async () => (await api.execute(ConfirmMfaDocument, { input }, actor)).data?.confirmMfa;
    const [one, other] = [await confirm(), await confirm()];
    expect(one).toMatchObject({ user: { id: LOCAL_USER, hasSecondFactor: true }, ...NO_ERRORS });
    expect(one?.recoveryCodes).toHaveLength(10);
    expect(other).toEqual({ ...one, recoveryCodes: null });
  });

  it('has the user of a password reset as a member of its first workspace, without a credential', async () => {
    const { api, placeholders } = await prepared('ResetPassword');
    const input = { secret: placeholders.aot_ ?? '', newPassword: 'a quite new password' };
    const nobody = { userId: '', workspaceId: '', organisationId: '', permissions: new Set<never>() };
    const { data } = await api.execute(ResetPasswordDocument, { input }, { ...nobody, credential: 'NONE' });
    expect(data?.resetPassword).toMatchObject({ user: { email: 'cy@example.org', roles: ['member'] }, ...NO_ERRORS });
  });
});

describe('me', () => {
  const me = async (api: TestApi, actor: object) => (await api.execute(MeDocument, {}, actor)).data?.me;

  it('returns the user of a session with its workspace and permissions', async () => {
    const { api, actor } = await prepared('Me');
    expect(await me(api, actor)).toMatchObject({
      ...{ user: { id: LOCAL_USER, roles: ['owner'] }, workspace: { id: LOCAL_WORKSPACE }, credential: 'SESSION' },
      ...{ permissions: expect.arrayContaining(['DEBATES_READ', 'API_KEYS_MANAGE']), withheldPermissions: [] },
    });
  });

  it.each(['LOCAL', 'API_TOKEN'] as const)('returns no user for the credential %s', async (credential) => {
    const { api } = await prepared('Me');
    expect(await me(api, { credential })).toMatchObject({ user: null, workspace: { id: LOCAL_WORKSPACE }, credential });
  });
});

describe('permissions', () => {
  it('of keys and roles are values of one enum', async () => {
    const { api, actor } = await prepared('CreateApiKey');
    const input = { name: 'nightly', scopes: ['DEBATES_READ', 'API_KEYS_MANAGE'] as const };
    const { data } = await api.execute(CreateApiKeyDocument, { input: { ...input, scopes: [...input.scopes] } }, actor);
    expect(data?.createApiKey).toMatchObject({ apiKey: input, ...NO_ERRORS });
    const role = { name: 'auditor', permissions: ['AUDIT_READ'] as const };
    const { data: defined } = await api.execute(
      DefineRoleDocument,
      { input: { ...role, permissions: [...role.permissions] } },
      actor,
    );
    expect(defined?.defineRole).toMatchObject({ role, ...NO_ERRORS });
    const key = [...(await api.access.apiKeys.listOf(LOCAL_USER, LOCAL_WORKSPACE))].find(
      ({ name, scopes }) => name === 'nightly' && scopes,
    );
    expect(key?.scopes).toEqual(['debates.read', 'api-keys.manage']);
  });

  it('that do not exist are refused as such', async () => {
    const { api, actor } = await prepared('CreateApiKey');
    const { errors } = await api.execute(
      String(CreateApiKeyDocument),
      { input: { name: 'n', scopes: ['debates.read'] } },
      actor,
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
