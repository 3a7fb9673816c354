import { generateSync, ScureBase32Plugin } from 'otplib';
import {
  ApiKeysDocument,
  ChangePasswordDocument,
  ConfirmIdentityDocument,
  ConfirmMfaDocument,
  CreateApiKeyDocument,
  CreatePasswordResetDocument,
  ImpersonateDocument,
  InviteUserDocument,
  MeDocument,
  RefreshSessionDocument,
  ResetPasswordDocument,
  SetUpMfaDocument,
  SignInDocument,
  UsersDocument,
} from '../../../../src/cli/generated/graphql.ts';
import type { Doors } from '../support/doors.ts';
import { signInWithGoogle } from '../support/google-sign-in.ts';
import type { SecretPart } from '../support/part.ts';
import { aSecret } from '../support/settings.ts';

const ADA = 'ada@example.com';
const BOB = 'bob@example.com';

export const part: SecretPart = {
  live: async ({ doors, url, machineToken, forgery }) => {
    // The owner of the machine: the API token may not change accounts.
    await liveAsTwo(doors, machineToken);
    await openLink(doors, machineToken);
    await signInWithGoogle(doors, url, forgery);
  },
  exports: async ({ doors, token }) => {
    for (const document of [ApiKeysDocument, MeDocument, UsersDocument])
      await doors.ask(document as typeof MeDocument, {}, token);
    return [];
  },
};

/** Everything that two users do with personal secrets. */
async function liveAsTwo(doors: Doors, owner: string): Promise<void> {
  const ada = await aUser(doors, owner, ADA, 'owner');
  await aUser(doors, owner, BOB, 'member');
  const changed = await changesPassword(doors, ada);
  const bearer = await signsIn(doors, ADA, changed);
  await makesKeys(doors, bearer);
  await actsAsBob(doors, bearer, changed);
  await takesSecondFactor(doors, bearer, changed);
  await losesPassword(doors, owner);
}

async function aUser(doors: Doors, owner: string, email: string, role: string) {
  const input = { email, name: email, roles: [role], idempotencyKey: `invite ${email}` };
  const { inviteUser } = await doors.ask(InviteUserDocument, { input }, owner);
  const secret = doors.shown(`invitation of ${email}`, inviteUser.secret);
  await doors.ask(InviteUserDocument, { input }, owner);
  const password = doors.plant(`first password of ${email}`, aSecret());
  await doors.ask(ResetPasswordDocument, { input: { secret, newPassword: password } });
  return { email, password };
}

async function signsIn(doors: Doors, email: string, password: string, code?: string): Promise<string> {
  const { signIn } = await doors.ask(SignInDocument, { input: { email, password, code } });
  const at = doors.answers.length;
  const refreshToken = doors.shown(`refresh token ${at}`, signIn.tokens?.refreshToken);
  doors.shown(`access token ${at}`, signIn.tokens?.accessToken);
  const { refreshSession } = await doors.ask(RefreshSessionDocument, { input: { refreshToken } });
  doors.shown(`refreshed refresh token ${at}`, refreshSession.tokens?.refreshToken);
  return doors.shown(`refreshed access token ${at}`, refreshSession.tokens?.accessToken);
}

async function changesPassword(doors: Doors, { email, password }: { email: string; password: string }) {
  const bearer = await signsIn(doors, email, password);
  const weak = doors.plant('password that is too weak', `${email} ada`);
  const newPassword = doors.plant('changed password', aSecret());
  const input = { currentPassword: password, idempotencyKey: 'change' };
  await doors.ask(ChangePasswordDocument, { input: { ...input, newPassword: weak } }, bearer);
  const { changePassword } = await doors.ask(ChangePasswordDocument, { input: { ...input, newPassword } }, bearer);
  if (!changePassword.user) throw new Error(JSON.stringify(changePassword));
  return newPassword;
}

async function makesKeys(doors: Doors, bearer: string): Promise<void> {
  const input = { name: 'nightly', idempotencyKey: 'key' };
  const { createApiKey } = await doors.ask(CreateApiKeyDocument, { input }, bearer);
  const key = doors.shown('API key', createApiKey.secret);
  await doors.ask(CreateApiKeyDocument, { input }, bearer);
  const authorization = `Bearer ${bearer}`;
  const { text } = await doors.post('/api/auth/api-key', { name: 'portal' }, { authorization });
  doors.shown('API key over REST', JSON.parse(text).api_key);
  await doors.send('/api/auth/me', { headers: { authorization: `Bearer ${key}` } });
  await doors.send('/api/auth/api-key', { method: 'DELETE', headers: { authorization } });
}

async function actsAsBob(doors: Doors, bearer: string, password: string): Promise<void> {
  await doors.ask(ConfirmIdentityDocument, { input: { password, idempotencyKey: 'prove' } }, bearer);
  const { text } = await doors.post(
    '/graphql',
    { query: '{ users { id email } }' },
    { authorization: `Bearer ${bearer}` },
  );
  const users = JSON.parse(text).data.users as { id: string; email: string }[];
  const userId = users.find(({ email }) => email === BOB)?.id ?? '';
  const input = { userId, reason: 'To see what he sees.', idempotencyKey: 'act' };
  const { impersonate } = await doors.ask(ImpersonateDocument, { input }, bearer);
  const acting = doors.shown('token of impersonation', impersonate.accessToken);
  await doors.send('/api/auth/me', { headers: { authorization: `Bearer ${acting}` } });
}

async function takesSecondFactor(doors: Doors, bearer: string, password: string): Promise<void> {
  const { setUpMfa } = await doors.ask(SetUpMfaDocument, { input: { idempotencyKey: 'mfa' } }, bearer);
  const secret = doors.shown('secret of the second factor', setUpMfa.secret);
  doors.plant('bytes of the second factor', Buffer.from(new ScureBase32Plugin().decode(secret)));
  const code = generateSync({ secret, epoch: Math.floor(Date.now() / 1000) });
  const { confirmMfa } = await doors.ask(ConfirmMfaDocument, { input: { code, idempotencyKey: 'mfa' } }, bearer);
  const codes = confirmMfa.recoveryCodes ?? [];
  for (const [at, one] of codes.entries()) {
    doors.shown(`recovery code ${at}`, one);
    doors.plant(`recovery code ${at} without dashes`, one.replaceAll('-', ''));
  }
  await doors.ask(SignInDocument, { input: { email: ADA, password } });
  await signsIn(doors, ADA, password, codes[0]);
}

async function losesPassword(doors: Doors, owner: string): Promise<void> {
  const { text } = await doors.post(
    '/graphql',
    { query: '{ users { id email } }' },
    { authorization: `Bearer ${owner}` },
  );
  const users = JSON.parse(text).data.users as { id: string; email: string }[];
  const userId = users.find(({ email }) => email === BOB)?.id ?? '';
  const input = { userId, idempotencyKey: 'reset' };
  const { createPasswordReset } = await doors.ask(CreatePasswordResetDocument, { input }, owner);
  const secret = doors.shown('secret of a password reset', createPasswordReset.secret);
  const newPassword = doors.plant('password after the reset', aSecret());
  await doors.ask(ResetPasswordDocument, { input: { secret, newPassword } });
  await signsIn(doors, BOB, newPassword);
}

/** A sign-in link that opens a browser session for the owner of the machine. */
async function openLink(doors: Doors, local: string): Promise<void> {
  const asked = await doors.post('/api/auth/sign-in-link', '', {
    authorization: `Bearer ${local}`,
    'content-type': undefined,
  });
  const code = doors.shown('sign-in link', JSON.parse(asked.text).code);
  const opened = JSON.parse((await doors.post('/api/auth/link', { code })).text);
  doors.shown('access token of the link', opened.access_token);
  const token = doors.shown('refresh token of the link', opened.refresh_token);
  const refreshed = JSON.parse((await doors.post('/api/auth/refresh', { refresh_token: token })).text);
  doors.shown('refreshed access token of the link', refreshed.access_token);
  doors.shown('refreshed refresh token of the link', refreshed.refresh_token);
  await doors.post('/api/auth/link', { code });
}
